import { DbError } from '../db/errors.js'
import { ConfigError } from './config.js'
import { describeError } from './log.js'
import { StartError } from './start-error.js'

/** What an operator is told of an error, and the exit code: 1 failed, 2 what was typed or set has to change. */
export interface Explained {
  readonly sentence: string
  readonly exitCode: 1 | 2
}

const password = 'The database does not let us in: check user and password in DATABASE_URL'
const certificate =
  'The certificate of the database is not trusted: name the file of its authority in NODE_EXTRA_CA_CERTS, and the server in DATABASE_URL as the certificate does'
const tables = 'The database lacks tables: run "rights migrate" with the owner\'s DATABASE_URL'

/** By SQLSTATE, or the code of Node or the driver. What is not here is told by its kind alone. */
const sentences: Readonly<Record<string, Explained>> = {
  '28000': { sentence: password, exitCode: 2 },
  '28P01': { sentence: password, exitCode: 2 },
  '3D000': {
    sentence: 'The database that DATABASE_URL names does not exist: create it, or correct the name',
    exitCode: 2,
  },
  '42501': {
    sentence: 'The role in DATABASE_URL may not do this: use the owner of the database',
    exitCode: 1,
  },
  '42P01': { sentence: tables, exitCode: 1 },
  '3F000': { sentence: tables, exitCode: 1 },
  DEPTH_ZERO_SELF_SIGNED_CERT: { sentence: certificate, exitCode: 2 },
  SELF_SIGNED_CERT_IN_CHAIN: { sentence: certificate, exitCode: 2 },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { sentence: certificate, exitCode: 2 },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { sentence: certificate, exitCode: 2 },
  ERR_TLS_CERT_ALTNAME_INVALID: { sentence: certificate, exitCode: 2 },
  ERR_INVALID_URL: {
    sentence:
      'DATABASE_URL is no address of a Postgres: write it like postgres://owner@db.example.org/rights',
    exitCode: 2,
  },
  EADDRINUSE: {
    sentence: 'The port is taken by another program: stop it, or set PORT to a free one',
    exitCode: 1,
  },
  EADDRNOTAVAIL: { sentence: 'HOST is no address of this machine: correct it', exitCode: 2 },
  EACCES: { sentence: 'This account may not listen on the port: set PORT to one above 1023', exitCode: 2 },
}

/** Puts an error in a sentence for whoever runs the desk: with its code and the cure, without any value of a person. */
export function explain(error: unknown): Explained {
  if (error instanceof ConfigError) return { sentence: error.message, exitCode: 2 }
  if (error instanceof StartError)
    return { sentence: error.message, exitCode: error.lies === 'in a setting' ? 2 : 1 }
  const code = String((error as { code?: unknown } | null)?.code)
  const known = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  if (known) return { ...known, sentence: `${known.sentence} (${code}).` }
  return { sentence: ofUnknown(error), exitCode: 1 }
}

function ofUnknown(error: unknown): string {
  if (!(error instanceof DbError))
    return `This is a fault of the desk: ${JSON.stringify(describeError(error))}`
  return error.isAway
    ? `The database does not answer (${error.code}): is DATABASE_URL right, and the server up?`
    : error.message
}
