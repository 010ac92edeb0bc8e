/** Words of an erasure while it runs, stands still or fails, and of the stop of all erasures. */
export const erasureRun = {
  'approval.approved_first': 'Approved by a manager',
  'approval.awaits_engineer': 'An engineer on call approves it now: the plan erases too.',
  'approval.line_progress': '{{count}} of {{all}} erased and verified',
  'approval.line_skipped': 'left out, not erased',
  'approval.line_handed': 'handed over, to be done by hand',
  'approval.paused':
    'All erasures and sweeps stand still: {{person}}, {{at}}. /rights resume lets them go on.',
  'approval.asking': 'It failed five times and is not tried by itself any more: {{why}}',
  'approval.in_the_way': 'Standing still for now: {{why}}',
  'erasure.waits_for_resume': 'All erasures and sweeps stand still: this one starts with /rights resume.',
  'next.skipped_one': '{{count}} line was left out: try it again with /rights retry, or revise the plan.',
  'next.skipped_other':
    '{{count}} lines were left out: try them again with /rights retry, or revise the plan.',
  'done.erasure.pause': 'All erasures and sweeps halt at the next record.',
  'done.erasure.resume': 'Erasures and sweeps go on.',
  'done.plan.set_aside': 'The line of {{reference}} is set aside; the others go on.',
  'event.execution.paused': 'All erasures and sweeps halted',
  'event.execution.line_skipped': 'A line that failed was left out',
  'event.execution.line_handed': 'A line that failed was handed over to people',
  'button.plan.set_aside': 'Leave out or hand over',
  'button.erasure.retry': 'Try again',
  'help.plan.set_aside': 'Leave out a line of an erasure that fails, or hand it over to people',
  'help.erasure.pause': 'Halt all erasures and sweeps at the next record',
  'help.erasure.resume':
    'Let erasures and sweeps go on; with a reference: start the clock of that case again',
  'form.set_aside': 'A line that fails',
  'form.set_aside_intro':
    'The desk stops trying this line and goes on with the others. The erasure is partial, and the case cannot be answered, until the line is done or the plan revised.',
  'field.aside_line': 'Line',
  'field.aside_kind': 'What becomes of it?',
  'aside.skipped': 'leave it out for now',
  'aside.handed': 'hand it over: an engineer does it by hand and ticks it',
  'refusal.E_PAUSED.what': 'All erasures and sweeps stand still.',
  'refusal.E_PAUSED.next': 'An engineer or a privacy manager lets them go on: /rights resume.',
  'refusal.E_NOT_PAUSED.what': 'Erasures and sweeps do not stand still.',
  'refusal.E_NOT_PAUSED.next': 'To start the clock of a case again, give its reference.',
  'refusal.E_STORE_FAILING.what':
    'A system of this plan fails its check, so the plan could not be carried out.',
  'refusal.E_STORE_FAILING.next': 'Mend the system; it is checked again every minute. Then approve. Systems:',
} as const
