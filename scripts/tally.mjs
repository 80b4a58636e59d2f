/**
 * The last line of CI, for readers that know no test runner: `N passed, N failed`, from the runner's own reports. What
 * else has failed, such as a check, is the argument.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const elsewhere = Number(process.argv[2] ?? 0)
const reports = readdirSync('.reports')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join('.reports', name), 'utf8')))
/** @param {'numPassedTests' | 'numFailedTests'} name */
const sum = (name) => reports.reduce((total, report) => total + report[name], 0)
process.stdout.write(`${sum('numPassedTests')} passed, ${Math.max(sum('numFailedTests'), elsewhere)} failed\n`)
