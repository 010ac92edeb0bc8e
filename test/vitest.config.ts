import { defineConfig } from 'vitest/config'
import { isDriverFault } from '../db/driver-fault.js'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/tests.json' }]],
    // The desk outlives it too (`src/serve.ts`); test/process/cut-connections.test.ts shows it.
    onUnhandledError: (error) => !isDriverFault(Object.assign(new TypeError(), { stack: error.stack })),
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
