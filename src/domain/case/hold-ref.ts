/** The number of a legal hold as people write it: `LH-0001`, counted without regard to years. */
export type HoldRef = string & { readonly __brand: 'HoldRef' }

/** Writes the reference of hold `number`, with at least four digits. */
export const holdRef = (number: number): HoldRef => `LH-${String(number).padStart(4, '0')}` as HoldRef

/** The number in a reference that `holdRef` wrote. */
export const numberOfHold = (ref: HoldRef): number => Number(ref.slice(3))
