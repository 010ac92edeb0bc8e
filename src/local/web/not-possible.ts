/** An act that nobody could do in the chat; the message says why. */
export class NotPossible extends Error {}
