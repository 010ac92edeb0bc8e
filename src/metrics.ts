import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** One function for each thing worth counting. Labels are codes with few values, never ids or names. */
export interface Metrics {
  interaction(kind: string, outcome: string, seconds: number): void
  denied(code: string): void
  sent(platform: string, result: 'sent' | 'failed' | 'ambiguous' | 'throttled'): void
  /** What rows say: open cases, those past their date, events in the chain. `NaN`: could not be read. */
  rows(counts: { readonly open: number; readonly overdue: number; readonly events: number }): void
  /** What `GET /metrics` gives: Prometheus text format. */
  text(): Promise<string>
}

/** Makes the metrics with a registry of their own, so that two desks in one process stay apart. */
export function makeMetrics(): Metrics {
  const registers = [new Registry()]
  const interactions = new Histogram({
    name: 'rights_desk_interaction_seconds',
    help: 'Time from taking an interaction to its answer',
    labelNames: ['kind', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  const events = new Gauge({
    name: 'rights_desk_events',
    help: 'Acts recorded in the event chain',
    registers,
  })
  const denials = new Counter({
    name: 'rights_desk_denied_total',
    help: 'Refused commands',
    labelNames: ['code'],
    registers,
  })
  const messages = new Counter({
    name: 'rights_desk_messages_total',
    help: 'Messages that the outbox tried to send',
    labelNames: ['platform', 'result'],
    registers,
  })
  const open = new Gauge({ name: 'rights_desk_open_cases', help: 'Cases that are not closed', registers })
  const late = new Gauge({
    name: 'rights_desk_overdue_cases',
    help: 'Cases past their effective due date',
    registers,
  })
  return {
    interaction: (kind, outcome, seconds) => interactions.observe({ kind, outcome }, seconds),
    denied: (code) => denials.inc({ code }),
    sent: (platform, result) => messages.inc({ platform, result }),
    rows(counts) {
      open.set(counts.open)
      late.set(counts.overdue)
      events.set(counts.events)
    },
    text: () => registers[0]!.metrics(),
  }
}
