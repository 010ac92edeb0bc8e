CREATE INDEX "cases_standing" ON "cases" USING btree ("effective_due","reference") WHERE status not in ('responded', 'closed') and pauses @> '[{"answeredAt": null}]'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_received" ON "cases" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "cases_ended" ON "cases" USING btree (coalesce(closed_at, responded_at));