/** A data key of one case, as stored: wrapped by the key-encryption key `keyId`. */
export interface WrappedKey {
  readonly keyId: string
  readonly wrapped: Buffer
}

/** Wraps and unwraps data keys. Local keys and a managed key vault are two makers of it. */
export interface KeyWrapper {
  readonly keyId: string
  wrap(dataKey: Buffer): Promise<Buffer>
  unwrap(key: WrappedKey): Promise<Buffer>
}

/**
 * Seals details of data subjects (domain specification §5.3): AES-256-GCM, one data key per case, the case
 * reference as additional data, so that sealed bytes of one case do not open in another.
 */
export interface Vault {
  newKey(): Promise<WrappedKey>
  seal(key: WrappedKey, reference: string, plain: string): Promise<Buffer>
  /** Throws when the bytes, the key or the reference are not the ones that were sealed. */
  open(key: WrappedKey, reference: string, sealed: Buffer): Promise<string>
  /**
   * Keyed hash (hex) of a normalised e-mail or phone, to find the same person again without storing either; or of a
   * record's id, to tell records apart in the erasure ledger; or of a code that is typed once.
   */
  blindIndex(kind: 'email' | 'phone' | 'record' | 'code', normalised: string): string
}
