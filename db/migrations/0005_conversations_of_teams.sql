CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"tenant" text NOT NULL,
	"service_url" text NOT NULL,
	"bot_id" text NOT NULL,
	"user_id" text,
	"team" text,
	"channel_type" text,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "conversations_user" ON "conversations" USING btree ("user_id");