import { z } from 'zod'
import { findSealedIdentities } from '../../db/exceptions.js'
import type { Identities } from '../../src/domain/data-map/types.js'
import type { ArchiveException } from '../../src/domain/retention/exceptions.js'
import type { JobContext } from '../jobs/job.js'

/** Values by kind of identity, as they are sealed. */
const Sealed = z.record(z.string(), z.array(z.string()))

/**
 * Whose records the exception keeps, opened for a search of the stores and for nothing else. Throws when its key is
 * destroyed, which is so from a month after its end: a search by nobody would find that nothing is kept.
 */
export async function identitiesOfException(
  { db, vault }: Pick<JobContext, 'db' | 'vault'>,
  { exceptionRef }: Pick<ArchiveException, 'exceptionRef'>,
): Promise<Identities> {
  const sealed = await findSealedIdentities(db, exceptionRef)
  if (!sealed) throw new Error(`nobody can tell any more whose records ${exceptionRef} kept`)
  return Sealed.parse(JSON.parse(await vault.open(sealed.key, exceptionRef, sealed.identities)))
}
