-- The event chain can only grow: whoever asks, the owner and a superuser included, and even in a session that
-- switches ordinary triggers off for replication.
CREATE FUNCTION "events_are_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'RD001', TABLE = 'events';
END
$$;--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "events_are_append_only"();--> statement-breakpoint
ALTER TABLE "events" ENABLE ALWAYS TRIGGER "events_append_only";
