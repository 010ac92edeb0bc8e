CREATE TABLE "holds" (
	"number" integer PRIMARY KEY NOT NULL,
	"matter" text NOT NULL,
	"legal_reference" text NOT NULL,
	"scope" jsonb NOT NULL,
	"key_id" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"purpose" "bytea" NOT NULL,
	"placed_by" uuid NOT NULL,
	"placed_at" timestamp(3) with time zone NOT NULL,
	"review_by" date NOT NULL,
	"release_proposed_by" uuid,
	"released_by" uuid,
	"released_at" timestamp(3) with time zone,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "holds_released" CHECK (("holds"."released_at" is null) = ("holds"."released_by" is null)),
	CONSTRAINT "holds_four_eyes" CHECK ("holds"."released_by" is null or "holds"."released_by" <> "holds"."release_proposed_by")
);
--> statement-breakpoint
CREATE TABLE "restrictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"ground" text NOT NULL,
	"systems" jsonb NOT NULL,
	"categories" jsonb NOT NULL,
	"applied_by" uuid NOT NULL,
	"applied_at" timestamp(3) with time zone NOT NULL,
	"review_by" date NOT NULL,
	"notice_sent_at" timestamp(3) with time zone,
	"notice_by" uuid,
	"lift_on" date,
	"lifted_by" uuid,
	"lifted_at" timestamp(3) with time zone,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "restrictions_ground" CHECK ("restrictions"."ground" in ('a', 'b', 'c', 'd')),
	CONSTRAINT "restrictions_told" CHECK ("restrictions"."lifted_at" is null or "restrictions"."notice_sent_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holds_active" ON "holds" USING btree ("review_by") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "restrictions_active" ON "restrictions" USING btree ("reference") WHERE lifted_at is null;