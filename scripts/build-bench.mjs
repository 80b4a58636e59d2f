/** Bundles what `bench.mjs` runs into .reports/: the measurements, and the programs whose memory is measured. */
import { build } from 'rolldown'

for (const [input, name] of [
  ['bench/index.ts', 'bench.mjs'],
  ['bench/read-table.ts', 'read-table.mjs'],
])
  await build({
    input,
    platform: 'node',
    output: { file: `.reports/${name}`, codeSplitting: false },
    logLevel: 'warn',
  })
