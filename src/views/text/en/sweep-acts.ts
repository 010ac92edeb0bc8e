/** Acts on a retention sweep, and why one is refused. */
export const sweepActs = {
  'done.sweep.dry_run': 'The dry run has begun. What it finds comes to you as a message; nothing is deleted.',
  'help.sweep.show': 'Show the open retention sweep, else the latest',
  'help.sweep.dry_run': 'Count what a sweep of today would delete, and delete nothing',
  'help.sweep.approve': 'Show the sweep that waits for approval, with its button',
  'help.sweep.history': 'List past retention sweeps',
  'help.sweep.veto': 'Keep the planned sweep from starting',
  'refusal.E_NO_SWEEP.what': 'There is no retention sweep to which that can be done now.',
  'refusal.E_NO_SWEEP.next': 'Look at the latest one: /rights sweep. A new one comes at 01:15.',
} as const
