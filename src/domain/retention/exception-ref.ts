/** The number of a support archive exception as people write it: `EX-0001`, counted without regard to years. */
export type ExceptionRef = string & { readonly __brand: 'ExceptionRef' }

/** Writes the reference of exception `number`, with at least four digits. */
export const exceptionRef = (number: number): ExceptionRef =>
  `EX-${String(number).padStart(4, '0')}` as ExceptionRef

/** The number in a reference that `exceptionRef` wrote. */
export const numberOfException = (ref: ExceptionRef): number => Number(ref.slice(3))
