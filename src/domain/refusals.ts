/**
 * Every refusal the desk can give: an expected answer, returned as a value, never thrown.
 * Words are made in `src/views/refusal.ts`; `docs/refusals.md` explains each code to people.
 */
export type RefusalKind =
  | /** What was typed has to change. */ 'input'
    /** Somebody else may do it. */
  | 'role'
  /** The case is in another state than the command needs. */
  | 'state'
  /** A rule of law or policy stands in the way. */
  | 'rule'
  /** A part of the world outside did not answer. */
  | 'outside'

interface Row {
  readonly kind: RefusalKind
  /** Article, notice section or paragraph of the domain specification that the refusal applies. */
  readonly source: string
}

export const refusals = {
  E_INPUT: { kind: 'input', source: 'design' },
  E_UNKNOWN_COMMAND: { kind: 'input', source: 'design' },
  E_UNKNOWN_CASE: { kind: 'input', source: 'design' },
  E_FORBIDDEN_IDENTIFIER: { kind: 'input', source: 'personopplysningsloven § 12, rule C8' },
  E_RECEIVED_FUTURE: { kind: 'input', source: 'T01' },
  E_RECEIVED_TOO_OLD: { kind: 'input', source: 'T01' },
  E_BACKDATE_REASON: { kind: 'input', source: 'T01' },
  E_REASON: { kind: 'input', source: '§3.3' },
  E_ASSIGNEE: { kind: 'input', source: 'T23' },
  E_MERGE_TARGET: { kind: 'input', source: 'T18' },
  E_UNKNOWN_PERSON: { kind: 'input', source: '§3.2' },
  E_LINK_CODE: { kind: 'input', source: 'design' },
  E_LINK_TRIES: { kind: 'input', source: 'design' },
  E_LINK_PLATFORM: { kind: 'state', source: 'design' },
  E_LINK_BUSY: { kind: 'state', source: '§3.2' },
  E_LINK_FIRST: { kind: 'state', source: '§3.2' },
  E_FORGED: { kind: 'input', source: 'design' },
  E_STALE_CARD: { kind: 'state', source: '§3.3' },
  E_ALREADY_DONE: { kind: 'state', source: '§3.3' },
  E_WRONG_STATE: { kind: 'state', source: '§3.3' },
  E_NOT_ALLOWED: { kind: 'role', source: '§3.2' },
  E_NO_ROLE: { kind: 'role', source: '§3.2' },
  E_SELF_SUBJECT: { kind: 'role', source: '§3.2' },
  E_FOUR_EYES: { kind: 'role', source: '§3.3' },
  E_NOT_ON_CALL: { kind: 'role', source: 'T10' },
  E_NOBODY_ON_CALL: { kind: 'role', source: 'T10' },
  E_NOT_ENGINEER: { kind: 'input', source: '§3.2' },
  E_SHARED_CHANNEL: { kind: 'role', source: 'M6' },
  E_IDENTITY_OPEN: { kind: 'rule', source: 'T02, Art. 12(6)' },
  E_IDENTITY_REQUIRED: { kind: 'rule', source: 'T08, Art. 12(6)' },
  E_IDENTITY_ATTEMPTS: { kind: 'rule', source: 'T05, Art. 12(2)' },
  E_CHECKLIST_INCOMPLETE: { kind: 'rule', source: 'T02, T08, T15' },
  E_REFUSAL_GROUND: { kind: 'rule', source: '§1.3, Art. 12(4)' },
  E_PLAN_CHANGED: { kind: 'rule', source: 'T10' },
  E_APPROVAL_EXPIRED: { kind: 'rule', source: 'T12' },
  E_EXECUTION_OPEN: { kind: 'rule', source: 'T14' },
  E_NOTHING_TO_RETRY: { kind: 'state', source: 'T12' },
  E_NO_SWEEP: { kind: 'state', source: '§4.5' },
  E_PAUSED: { kind: 'state', source: 'design' },
  E_NOT_PAUSED: { kind: 'state', source: 'design' },
  E_STORE_FAILING: { kind: 'outside', source: 'T10' },
  E_HOLD_ACTIVE: { kind: 'rule', source: 'T10, Art. 17(3)(e)' },
  E_RESTRICTED: { kind: 'rule', source: 'T10, Art. 18(2)' },
  E_ACCESS_FIRST: { kind: 'rule', source: 'C13' },
  E_LETTER_INCOMPLETE: { kind: 'rule', source: '§1.13' },
  E_LATE_REFUSAL: { kind: 'rule', source: 'Art. 12(4)' },
  E_ART19_OPEN: { kind: 'rule', source: 'T15, Art. 19' },
  E_OUTCOME_OPEN: { kind: 'rule', source: 'T15' },
  E_WITHDRAWAL_WRITTEN: { kind: 'rule', source: 'T16' },
  E_REDIRECT_INCOMPLETE: { kind: 'rule', source: 'T17, Art. 28(3)(e)' },
  E_EXT_ALREADY: { kind: 'rule', source: '§2.5, Art. 12(3)' },
  E_EXT_AFTER_DEADLINE: { kind: 'rule', source: '§2.5, Art. 12(3)' },
  E_EXT_REASON: { kind: 'rule', source: '§2.5, rule C3' },
  E_EXT_RIGHT: { kind: 'rule', source: '§2.5' },
  E_EXT_DATE: { kind: 'rule', source: '§2.5, Art. 12(3)' },
  E_EXT_NOT_DECIDED: { kind: 'rule', source: '§2.5' },
  E_SUSPEND_GROUND: { kind: 'rule', source: 'U3' },
  E_SUSPEND_LATE_QUESTION: { kind: 'rule', source: 'U3' },
  E_SUSPEND_OPEN: { kind: 'rule', source: 'U4' },
  E_HOLD_INCOMPLETE: { kind: 'rule', source: 'T24, §4.7' },
  E_EXCEPTION_INCOMPLETE: { kind: 'rule', source: 'RET-ARCH, notice §4' },
  E_EXCEPTION_RENEWED: { kind: 'rule', source: 'RET-ARCH, notice §4' },
  E_EXCEPTION_ENDED: { kind: 'state', source: 'RET-ARCH, notice §4' },
  E_NO_DATA_MAP: { kind: 'outside', source: 'design' },
  E_LIFT_NOTICE: { kind: 'rule', source: 'T25, Art. 18(3)' },
  E_LAST_MANAGER: { kind: 'rule', source: '§3.2' },
  E_PII_IN_CHANNEL: { kind: 'rule', source: 'M3' },
  E_NO_SNOOZE: { kind: 'rule', source: '§3.5' },
  E_NOTHING_TO_SNOOZE: { kind: 'state', source: '§3.5' },
  E_UNAVAILABLE: { kind: 'outside', source: 'design' },
} as const satisfies Record<string, Row>

export type RefusalCode = keyof typeof refusals

/** Facts for the words: case metadata only (Z1), never anything about the data subject. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>

export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode
  readonly facts: Facts
  /** The form field the refusal belongs to, where there is one. */
  readonly field?: string
}

/** Makes a refusal. `field` names the form field to show it at. */
export function refuse(code: RefusalCode, facts: Facts = {}, field?: string): Refusal {
  return field === undefined ? { ok: false, code, facts } : { ok: false, code, facts, field }
}
