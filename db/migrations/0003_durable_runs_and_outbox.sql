CREATE TABLE "paces" (
	"place" text PRIMARY KEY NOT NULL,
	"sends" jsonb NOT NULL,
	"blocked_until" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"job" text NOT NULL,
	"day" date NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "runs_job_day_pk" PRIMARY KEY("job","day")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"queue_ids" jsonb NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_known_state";--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "reference" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "channel" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "digest_hour" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "via" text DEFAULT 'dm' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "person" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "day" date;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "coalesce_key" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "due_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "message_id" text;--> statement-breakpoint
CREATE INDEX "runs_open" ON "runs" USING btree ("job") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE state = 'waiting' and due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_coalesce" ON "outbox" USING btree ("coalesce_key") WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_via" CHECK ("people"."via" in ('dm', 'mention'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_digest_hour" CHECK ("people"."digest_hour" between 9 and 15);--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_one_place" CHECK (("outbox"."channel" is null) <> ("outbox"."person" is null));--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_known_state" CHECK ("outbox"."state" in ('waiting', 'sending', 'sent', 'failed', 'ambiguous', 'lapsed'));