/** Words of another language under the same keys. */
export type Words<Of> = { readonly [Key in keyof Of]: string }
