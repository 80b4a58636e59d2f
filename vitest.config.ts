import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { GONG_VERSION: JSON.stringify('0.0.0-test') },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Tests share no state: whatever they touch is handed in. Loading the sources once a worker halves the time.
    isolate: false,
    // Left to itself vitest runs one worker on two cores.
    maxWorkers: 2,
    experimental: { fsModuleCache: true },
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
  },
})
