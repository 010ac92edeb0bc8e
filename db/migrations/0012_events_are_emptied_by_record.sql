-- What the chain keeps of a purged case (docs/decisions/0028): an event can be emptied, and in no other way changed, once
-- the newest event, of the same transaction, says that it is. Verification looks for that event; a change without it breaks
-- the chain.

-- The numbers that a record of a redaction lists, as '12' or '3-9'.
CREATE FUNCTION "listed_seqs"("fields" jsonb) RETURNS TABLE ("first" bigint, "last" bigint) LANGUAGE sql IMMUTABLE AS $$
  SELECT split_part(part, '-', 1)::bigint, split_part(part, '-', -1)::bigint
  FROM jsonb_array_elements_text("fields"->'seqs') AS part
$$;--> statement-breakpoint
CREATE FUNCTION "redaction_under_way"() RETURNS "events" LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT newest FROM (SELECT e AS newest, e.type, e.xmin AS made_by FROM events e ORDER BY seq DESC LIMIT 1) last
  WHERE type = 'events.redacted' AND made_by = pg_current_xact_id()::xid
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "events_are_append_only"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Which rows, and how, is looked at row by row.
  IF TG_OP = 'UPDATE' AND (redaction_under_way()).seq IS NOT NULL THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'RD001', TABLE = 'events';
END
$$;--> statement-breakpoint
-- An event may go when its case is gone, or when it is old: looks at details after 12 months, what belongs to no case
-- after 36 (§5.4). The day less allows for the hours between the instant and the end of the day in Oslo.
CREATE FUNCTION "may_be_redacted"("event" "events", "now" timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN event.type = 'events.redacted' OR event.redacted_by IS NOT NULL THEN false
    WHEN event.type = 'subject_details.viewed' AND event.at <= now - interval '12 months' + interval '1 day' THEN true
    WHEN event.reference IS NOT NULL AND NOT EXISTS (SELECT FROM cases c WHERE c.reference = event.reference) THEN true
    WHEN event.reference IS NULL AND event.at <= now - interval '36 months' + interval '1 day' THEN true
    ELSE EXISTS (
      SELECT FROM (
        SELECT event.fields->>'case' WHERE event.type = 'command.denied'
        UNION ALL SELECT unnest(ARRAY[event.fields->>'from', event.fields->>'into']) WHERE event.type = 'request.merged'
        UNION ALL SELECT jsonb_array_elements_text(event.fields->'references') WHERE event.type = 'hold.placed'
      ) named(reference)
      WHERE reference LIKE 'RR-%' AND NOT EXISTS (SELECT FROM cases c WHERE c.reference = named.reference)
    )
  END
$$;--> statement-breakpoint
CREATE FUNCTION "events_only_lose"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  record events := redaction_under_way();
BEGIN
  IF record.seq IS NOT NULL
    AND EXISTS (SELECT FROM listed_seqs(record.fields) l WHERE OLD.seq BETWEEN l.first AND l.last)
    AND may_be_redacted(OLD, record.at)
    AND ROW(NEW.seq, NEW.type, NEW.prev_hash, NEW.hash) = ROW(OLD.seq, OLD.type, OLD.prev_hash, OLD.hash)
    AND NEW.at = date_trunc('month', OLD.at, 'UTC') AND NEW.reference IS NULL AND NEW.role = 'system'
    AND NEW.actor = '00000000-0000-0000-0000-000000000000' AND NEW.fields = '{}' AND NEW.redacted_by = record.seq
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'RD001', TABLE = 'events';
END
$$;--> statement-breakpoint
CREATE TRIGGER "events_redaction" BEFORE UPDATE ON "events" FOR EACH ROW EXECUTE FUNCTION "events_only_lose"();--> statement-breakpoint
ALTER TABLE "events" ENABLE ALWAYS TRIGGER "events_redaction";--> statement-breakpoint
-- Empties the events that the newest event lists; gives how many. The only way of the service's role to change one.
CREATE FUNCTION "redact_events"() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  record events := redaction_under_way();
  done bigint;
BEGIN
  UPDATE events e SET at = date_trunc('month', e.at, 'UTC'), reference = NULL, role = 'system', fields = '{}',
    actor = '00000000-0000-0000-0000-000000000000', redacted_by = record.seq
  FROM listed_seqs(record.fields) l WHERE e.seq BETWEEN l.first AND l.last;
  GET DIAGNOSTICS done = ROW_COUNT;
  IF record.seq IS NULL OR done <> (record.fields->>'count')::bigint THEN
    RAISE EXCEPTION 'the record of a redaction counts other events' USING ERRCODE = 'RD002', TABLE = 'events';
  END IF;
  RETURN done;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "redact_events"() FROM PUBLIC;
