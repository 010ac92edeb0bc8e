CREATE TABLE "deletion_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure_keys" (
	"search_id" uuid PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure_pages" (
	"search_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"system" text NOT NULL,
	"collection" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"opaque" jsonb NOT NULL,
	"erased_at" timestamp(3) with time zone,
	"verified_at" timestamp(3) with time zone,
	CONSTRAINT "erasure_pages_search_id_position_pk" PRIMARY KEY("search_id","position"),
	CONSTRAINT "erasure_pages_order" CHECK ("erasure_pages"."verified_at" is null or "erasure_pages"."erased_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "erasure_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"items" jsonb NOT NULL,
	"reason" jsonb NOT NULL,
	"unread" jsonb NOT NULL,
	CONSTRAINT "erasure_searches_state" CHECK ("erasure_searches"."state" in ('waiting', 'proposed', 'blocked', 'refused', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"search_id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"plan_hash" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_by" uuid,
	"lease_until" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"purge_after" date,
	CONSTRAINT "erasures_known_state" CHECK ("erasures"."state" in ('running', 'stopped', 'asking', 'done'))
);
--> statement-breakpoint
CREATE TABLE "oncall_covers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person" uuid NOT NULL,
	"instead_of" uuid,
	"from_at" timestamp(3) with time zone NOT NULL,
	"until_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "oncall_covers_kind" CHECK ("oncall_covers"."kind" in ('instead', 'also', 'handover')),
	CONSTRAINT "oncall_covers_time" CHECK ("oncall_covers"."from_at" < "oncall_covers"."until_at"),
	CONSTRAINT "oncall_covers_handover" CHECK (("oncall_covers"."kind" = 'handover') = ("oncall_covers"."instead_of" is not null))
);
--> statement-breakpoint
CREATE TABLE "oncall_turns" (
	"week" text NOT NULL,
	"person" uuid NOT NULL,
	"position" integer NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "oncall_turns_week_person_pk" PRIMARY KEY("week","person"),
	CONSTRAINT "oncall_turns_week" CHECK ("oncall_turns"."week" ~ '^[0-9]{4}-W[0-9]{2}$')
);
--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "scope" jsonb;--> statement-breakpoint
ALTER TABLE "erasure_keys" ADD CONSTRAINT "erasure_keys_search_id_erasure_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."erasure_searches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_pages" ADD CONSTRAINT "erasure_pages_search_id_erasure_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."erasure_searches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_searches" ADD CONSTRAINT "erasure_searches_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_search_id_erasure_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."erasure_searches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_covers" ADD CONSTRAINT "oncall_covers_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_turns" ADD CONSTRAINT "oncall_turns_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_searches_reference" ON "erasure_searches" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "erasures_state" ON "erasures" USING btree ("state");--> statement-breakpoint
CREATE INDEX "oncall_covers_until" ON "oncall_covers" USING btree ("until_at");