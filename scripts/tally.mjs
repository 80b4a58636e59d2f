/**
 * The end of CI: the files of tests that took longest, and as the last line, for readers that know no test runner,
 * `N passed, N failed`, from the runner's own reports. What else has failed, such as a check, is the argument.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const SHOWN = 10

const elsewhere = Number(process.argv[2] ?? 0)
const reports = readdirSync('.reports')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join('.reports', name), 'utf8')))
/** @param {'numPassedTests' | 'numFailedTests'} name */
const sum = (name) => reports.reduce((total, report) => total + report[name], 0)

const files = reports.flatMap(({ testResults }) =>
  testResults.map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 })),
)
const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN)
for (const { name, seconds } of slowest)
  process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${relative('', name)}\n`)
process.stdout.write(`${sum('numPassedTests')} passed, ${Math.max(sum('numFailedTests'), elsewhere)} failed\n`)
