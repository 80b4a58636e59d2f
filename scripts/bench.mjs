/**
 * Measures what bench/ holds, as ratios in one run on one Node, and writes the table into docs/performance.md. With names
 * such as `memory upload`, only those, and nothing is written; `--release <tag or commit>` says which one to compare with.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'rolldown'

// Node reads these authorities at every start, also of `node -e 0`: beside that any start of ours would look cheap.
delete process.env.NODE_EXTRA_CA_CERTS

const file = join('.reports', 'bench.mjs')
await build({
  input: 'bench/index.ts',
  platform: 'node',
  external: ['@duckdb/node-api'],
  output: { file, codeSplitting: false },
  logLevel: 'warn',
})
const { measurements, namedAlone } = await import(`../${file}`)

const { positionals: wanted, values } = parseArgs({ allowPositionals: true, options: { release: { type: 'string' } } })
/** @type {import('../bench/measure.ts').Measured[]} */
const rows = []
for (const [name, measure] of Object.entries(measurements))
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure({ ref: values.release })))
for (const [name, measure] of Object.entries(namedAlone)) if (wanted.includes(name)) rows.push(...(await measure()))

const table = [
  '| what | against | measured | budget |',
  '|---|---|---|---|',
  ...rows.map(
    ({ what, against, ratio, most, least }) =>
      `| ${what} | ${against} | ${ratio.toFixed(2)} | ${most === undefined ? `at least ${least}` : `at most ${most}`} |`,
  ),
].join('\n')
const where = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}, without NODE_EXTRA_CA_CERTS`
process.stdout.write(`${table}\n\n${where}\n`)

const over = rows.filter(({ ratio, most = Infinity, least = 0 }) => ratio > most || ratio < least)
const missed =
  over.length === 0 ? 'Nothing is over its budget.' : `Over budget: ${over.map(({ what }) => what).join('; ')}.`
const block = `<!-- bench -->\n${table}\n\nTaken on ${where}. ${missed}\n<!-- /bench -->`
if (wanted.length === 0) {
  const page = readFileSync('docs/performance.md', 'utf8')
  writeFileSync(
    'docs/performance.md',
    page.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => block),
  )
}

for (const { what } of over) process.stdout.write(`over its budget: ${what}\n`)
process.exitCode = over.length > 0 ? 1 : 0
