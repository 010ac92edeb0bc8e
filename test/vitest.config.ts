import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/tests.json' }]],
    // A fault of the driver (postgres 3.4.9): it writes to a connection that was cut. Its queries fail on their own.
    onUnhandledError: (error) => !error.stack?.includes('postgres/src/connection.js'),
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
