CREATE TABLE "account_links" (
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"code_hash" text,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"claimed_platform" text,
	"claimed_tenant" text,
	"claimed_user_id" text,
	CONSTRAINT "account_links_platform_tenant_user_id_pk" PRIMARY KEY("platform","tenant","user_id"),
	CONSTRAINT "account_links_id_unique" UNIQUE("id"),
	CONSTRAINT "account_links_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "account_links_state" CHECK (("account_links"."code_hash" is null) = ("account_links"."claimed_user_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "linked_at" timestamp(3) with time zone;