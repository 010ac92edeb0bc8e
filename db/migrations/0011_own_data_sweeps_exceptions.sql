CREATE TABLE "answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"message_id" text NOT NULL,
	"is_details" boolean NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "archive_exceptions" (
	"number" integer PRIMARY KEY NOT NULL,
	"inquiry" text NOT NULL,
	"owner" uuid NOT NULL,
	"scope" jsonb NOT NULL,
	"key_id" text,
	"wrapped" "bytea",
	"reason" "bytea",
	"identities" "bytea",
	"renewal_reason" "bytea",
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"ends_on" date NOT NULL,
	"renewal_asked_by" uuid,
	"renewal_ends_on" date,
	"renewal_confirmed_by" uuid,
	"renewal_confirmed_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"ended_at" timestamp(3) with time zone,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "archive_exceptions_asked" CHECK (("archive_exceptions"."renewal_asked_by" is null) = ("archive_exceptions"."renewal_ends_on" is null)),
	CONSTRAINT "archive_exceptions_confirmed" CHECK (("archive_exceptions"."renewal_confirmed_by" is null) = ("archive_exceptions"."renewal_confirmed_at" is null)),
	CONSTRAINT "archive_exceptions_four_eyes" CHECK ("archive_exceptions"."renewal_confirmed_by" is null or ("archive_exceptions"."renewal_asked_by" is not null and "archive_exceptions"."renewal_confirmed_by" <> "archive_exceptions"."renewal_asked_by")),
	CONSTRAINT "archive_exceptions_ended" CHECK ("archive_exceptions"."ended_by" is null or "archive_exceptions"."ended_at" is not null),
	CONSTRAINT "archive_exceptions_sealed_until_ended" CHECK ("archive_exceptions"."ended_at" is not null or ("archive_exceptions"."key_id" is not null and "archive_exceptions"."wrapped" is not null and "archive_exceptions"."identities" is not null))
);
--> statement-breakpoint
CREATE TABLE "case_figures" (
	"year" integer NOT NULL,
	"right" text NOT NULL,
	"outcome" text NOT NULL,
	"is_on_time" boolean NOT NULL,
	"count" integer NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "case_figures_year_right_outcome_is_on_time_pk" PRIMARY KEY("year","right","outcome","is_on_time")
);
--> statement-breakpoint
CREATE TABLE "sweep_found" (
	"sweep_id" text NOT NULL,
	"set" uuid NOT NULL,
	"collection" text NOT NULL,
	"opaque" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "sweep_found_set_collection_opaque_source_pk" PRIMARY KEY("set","collection","opaque","source")
);
--> statement-breakpoint
CREATE TABLE "sweep_keepers" (
	"sweep_id" text NOT NULL,
	"set" uuid NOT NULL,
	"collection" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"covers" text NOT NULL,
	"from_day" date,
	"until_day" date,
	"unread" text,
	CONSTRAINT "sweep_keepers_set_collection_reason_source_pk" PRIMARY KEY("set","collection","reason","source")
);
--> statement-breakpoint
CREATE TABLE "sweep_parts" (
	"sweep_id" text NOT NULL,
	"position" integer NOT NULL,
	"system" text NOT NULL,
	"collection" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"range" "bytea" NOT NULL,
	"progress" "bytea",
	"tally" jsonb NOT NULL,
	"outcome" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"code" text,
	"touched_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "sweep_parts_sweep_id_position_pk" PRIMARY KEY("sweep_id","position"),
	CONSTRAINT "sweep_parts_known_state" CHECK ("sweep_parts"."state" in ('waiting', 'counted', 'unread', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"map_hash" text,
	"keepers" text,
	"keeper_set" uuid,
	"plan_hash" text,
	"lines" jsonb NOT NULL,
	"outcomes" jsonb NOT NULL,
	"safety" jsonb NOT NULL,
	"mean_eligible" double precision,
	"missed_nights" integer NOT NULL,
	"begun_at" timestamp(3) with time zone NOT NULL,
	"asked_by" uuid,
	"starts_at" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"approved_by" uuid,
	"approved_at" timestamp(3) with time zone,
	"vetoed_by" uuid,
	"vetoed_at" timestamp(3) with time zone,
	"key_id" text,
	"wrapped" "bytea",
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sweeps_known_state" CHECK ("sweeps"."state" in ('counting', 'counted', 'waiting', 'planned', 'running', 'done', 'partial', 'vetoed', 'superseded')),
	CONSTRAINT "sweeps_approved" CHECK (("sweeps"."approved_by" is null) = ("sweeps"."approved_at" is null)),
	CONSTRAINT "sweeps_vetoed" CHECK (("sweeps"."vetoed_by" is null) = ("sweeps"."vetoed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "redacted_by" bigint;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "sent_platform" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "sent_channel" text;--> statement-breakpoint
ALTER TABLE "subjects" ADD COLUMN "has_text" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sweep_found" ADD CONSTRAINT "sweep_found_sweep_id_sweeps_id_fk" FOREIGN KEY ("sweep_id") REFERENCES "public"."sweeps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_keepers" ADD CONSTRAINT "sweep_keepers_sweep_id_sweeps_id_fk" FOREIGN KEY ("sweep_id") REFERENCES "public"."sweeps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_parts" ADD CONSTRAINT "sweep_parts_sweep_id_sweeps_id_fk" FOREIGN KEY ("sweep_id") REFERENCES "public"."sweeps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_details" ON "answers" USING btree ("at","id") WHERE is_details;--> statement-breakpoint
CREATE INDEX "answers_plain" ON "answers" USING btree ("at","id") WHERE not is_details;--> statement-breakpoint
CREATE INDEX "archive_exceptions_ends" ON "archive_exceptions" USING btree ("ends_on");--> statement-breakpoint
CREATE INDEX "sweep_found_sweep" ON "sweep_found" USING btree ("sweep_id");--> statement-breakpoint
CREATE INDEX "sweep_keepers_sweep" ON "sweep_keepers" USING btree ("sweep_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sweeps_one_open" ON "sweeps" USING btree ((true)) WHERE kind = 'nightly' and state in ('counting', 'waiting', 'planned', 'running');--> statement-breakpoint
CREATE INDEX "sweeps_day" ON "sweeps" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "cases_closed_at" ON "cases" USING btree ("closed_at","reference") WHERE status = 'closed';--> statement-breakpoint
CREATE INDEX "cases_merged_into" ON "cases" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "erasure_searches_fruitless" ON "erasure_searches" USING btree ("proposed_at","id") WHERE state in ('blocked', 'refused', 'superseded');--> statement-breakpoint
CREATE INDEX "events_backups" ON "events" USING btree ((fields->>'backupPurgeBy')) WHERE type = 'deletion.recorded';--> statement-breakpoint
CREATE INDEX "events_looks" ON "events" USING btree ("at","seq") WHERE type = 'subject_details.viewed' and redacted_by is null;--> statement-breakpoint
CREATE INDEX "events_of_no_case" ON "events" USING btree ("at","seq") WHERE reference is null and redacted_by is null and type <> 'events.redacted';--> statement-breakpoint
CREATE INDEX "events_denied_case" ON "events" USING btree ((fields->>'case')) WHERE type = 'command.denied' and fields->>'case' is not null;--> statement-breakpoint
CREATE INDEX "events_naming" ON "events" USING btree ("seq") WHERE type in ('request.merged', 'hold.placed') and redacted_by is null;--> statement-breakpoint
CREATE INDEX "holds_released_at" ON "holds" USING btree ("released_at","number") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_of_no_case" ON "outbox" USING btree ("sent_at","id") WHERE reference is null and sent_at is not null;