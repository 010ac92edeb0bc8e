CREATE TABLE "reminders" (
	"reference" text NOT NULL,
	"code" text NOT NULL,
	"day" date NOT NULL,
	"recipient" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "reminders_reference_code_day_recipient_pk" PRIMARY KEY("reference","code","day","recipient"),
	CONSTRAINT "reminders_known_state" CHECK ("reminders"."state" in ('waiting', 'told', 'mailed', 'lapsed', 'undeliverable', 'unclear'))
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"code" text NOT NULL,
	"key" text NOT NULL,
	"reference" text NOT NULL,
	"anchor" date NOT NULL,
	"remind_on" date DEFAULT '-infinity' NOT NULL,
	CONSTRAINT "watches_code_key_pk" PRIMARY KEY("code","key")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "remind_on" date DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
CREATE INDEX "reminders_waiting" ON "reminders" USING btree ("recipient","day") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "reminders_ended" ON "reminders" USING btree ("state","ended_at");--> statement-breakpoint
CREATE INDEX "watches_remind" ON "watches" USING btree ("remind_on");--> statement-breakpoint
CREATE INDEX "cases_remind" ON "cases" USING btree ("remind_on","reference") WHERE status <> 'closed';