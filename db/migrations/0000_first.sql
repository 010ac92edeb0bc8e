CREATE TABLE "case_items" (
	"reference" text NOT NULL,
	"right" text NOT NULL,
	"position" integer NOT NULL,
	"outcome" text,
	"ground" text,
	"law_reference" text,
	"responded_at" timestamp(3) with time zone,
	CONSTRAINT "case_items_reference_right_pk" PRIMARY KEY("reference","right")
);
--> statement-breakpoint
CREATE TABLE "case_steps" (
	"reference" text NOT NULL,
	"code" text NOT NULL,
	"ticked_by" uuid NOT NULL,
	"ticked_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "case_steps_reference_code_pk" PRIMARY KEY("reference","code")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"reference" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"is_on_behalf" boolean NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"assignee" uuid,
	"subject_person" uuid,
	"identity" jsonb NOT NULL,
	"clarification" jsonb,
	"pauses" jsonb NOT NULL,
	"extension" jsonb,
	"recipients" text NOT NULL,
	"notice_version" text NOT NULL,
	"merged_into" text,
	"is_late_refusal" boolean NOT NULL,
	"responded_at" timestamp(3) with time zone,
	"closed_at" timestamp(3) with time zone,
	"promised_due" date NOT NULL,
	"statutory_due" date NOT NULL,
	"effective_due" date NOT NULL,
	"work_by" date NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_status" CHECK ("cases"."status" in ('received', 'awaiting_identity', 'awaiting_clarification', 'in_progress', 'awaiting_approval', 'approved', 'responded', 'closed')),
	CONSTRAINT "cases_reference" CHECK ("cases"."reference" ~ '^RR-[0-9]{4}-[0-9]{4,}$'),
	CONSTRAINT "cases_version" CHECK ("cases"."version" > 0),
	CONSTRAINT "cases_closed" CHECK (("cases"."status" = 'closed') = ("cases"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"is_current" boolean NOT NULL,
	"hash" text NOT NULL,
	"items" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp(3) with time zone,
	"lines_done" jsonb NOT NULL,
	"executed_at" timestamp(3) with time zone,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_executed" CHECK ("plans"."executed_at" is null or "plans"."approved_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "reference_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"type" text NOT NULL,
	"reference" text,
	"actor" uuid NOT NULL,
	"role" text NOT NULL,
	"fields" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_prev_hash_unique" UNIQUE("prev_hash"),
	CONSTRAINT "events_hash_unique" UNIQUE("hash"),
	CONSTRAINT "events_seq" CHECK ("events"."seq" > 0),
	CONSTRAINT "events_hashes" CHECK ("events"."hash" ~ '^[0-9a-f]{64}$' and "events"."prev_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"person" uuid NOT NULL,
	"kind" text DEFAULT 'member' NOT NULL,
	"locale" text,
	"email_index" text,
	"checked_at" timestamp(3) with time zone,
	CONSTRAINT "accounts_platform_tenant_user_id_pk" PRIMARY KEY("platform","tenant","user_id"),
	CONSTRAINT "accounts_kind" CHECK ("accounts"."kind" in ('member', 'guest', 'deactivated'))
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp(3) with time zone,
	"revoked_by" uuid,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "grants_known_role" CHECK ("grants"."role" in ('support', 'manager', 'engineer', 'dpo', 'auditor')),
	CONSTRAINT "grants_known_state" CHECK ("grants"."state" in ('pending', 'active', 'revoked')),
	CONSTRAINT "grants_confirmed" CHECK ("grants"."state" <> 'active' or "grants"."confirmed_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"language" text,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"message_id" text NOT NULL,
	"shown_version" integer NOT NULL,
	CONSTRAINT "cards_kind_reference_platform_channel_pk" PRIMARY KEY("kind","reference","platform","channel")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"key" text PRIMARY KEY NOT NULL,
	"outcome" jsonb,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp(3) with time zone,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_known_state" CHECK ("outbox"."state" in ('waiting', 'sending', 'sent', 'failed', 'ambiguous'))
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_keys" (
	"reference" text PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealed_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject_indexes" (
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "subject_indexes_reference_kind_value_pk" PRIMARY KEY("reference","kind","value")
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "subjects_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
ALTER TABLE "case_items" ADD CONSTRAINT "case_items_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_keys" ADD CONSTRAINT "case_keys_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_texts" ADD CONSTRAINT "sealed_texts_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_indexes" ADD CONSTRAINT "subject_indexes_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subjects" ADD CONSTRAINT "subjects_reference_cases_reference_fk" FOREIGN KEY ("reference") REFERENCES "public"."cases"("reference") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_open_due" ON "cases" USING btree ("effective_due","reference") WHERE status not in ('responded', 'closed');--> statement-breakpoint
CREATE INDEX "cases_assignee_due" ON "cases" USING btree ("assignee","effective_due","reference") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_status_due" ON "cases" USING btree ("status","effective_due","reference");--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","reference");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_current" ON "plans" USING btree ("reference") WHERE is_current;--> statement-breakpoint
CREATE INDEX "events_reference" ON "events" USING btree ("reference","seq");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person");--> statement-breakpoint
CREATE INDEX "accounts_email" ON "accounts" USING btree ("email_index");--> statement-breakpoint
CREATE INDEX "grants_person" ON "grants" USING btree ("person","state");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_open" ON "grants" USING btree ("person","role") WHERE state <> 'revoked';--> statement-breakpoint
CREATE INDEX "grants_role" ON "grants" USING btree ("role") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "inbox_written" ON "inbox" USING btree ("written_at");--> statement-breakpoint
CREATE INDEX "outbox_state" ON "outbox" USING btree ("state");--> statement-breakpoint
CREATE INDEX "outbox_reference" ON "outbox" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "sealed_texts_reference" ON "sealed_texts" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "subject_indexes_value" ON "subject_indexes" USING btree ("value");