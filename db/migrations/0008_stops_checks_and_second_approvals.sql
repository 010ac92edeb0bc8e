CREATE TABLE "standstills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"begun_by" uuid NOT NULL,
	"begun_at" timestamp(3) with time zone NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "standstills_ended" CHECK (("standstills"."ended_by" is null) = ("standstills"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "store_checks" (
	"system" text PRIMARY KEY NOT NULL,
	"failing" text,
	"checked_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasures" DROP CONSTRAINT "erasures_known_state";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "first_approval" jsonb;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "lines_aside" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "standstills_one" ON "standstills" USING btree (("ended_at" is null)) WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_known_state" CHECK ("erasures"."state" in ('running', 'stopped', 'asking', 'partial', 'done'));