import { z } from 'zod'
import { checkStores } from '../erasure/check-stores.js'
import { job } from './job.js'

/** Looks whether every system of the data map can still be erased from. */
export const checkStoresJob = job({
  payload: z.object({}),
  run: (context) => checkStores(context),
})
