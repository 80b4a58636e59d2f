/**
 * The end of CI, from the runner's own reports: the files of tests that took longest, each test that failed with what it
 * said, and as the last line, for readers that know no test runner, `N passed, N failed`. What else has failed, such as a
 * check, is the argument.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const SLOWEST_SHOWN = 10
const MESSAGE_SHOWN = 1_500

/**
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} Test
 * @typedef {{ name: string, startTime: number, endTime: number, message: string, assertionResults: Test[] }} TestFile
 * @typedef {{ report: string, numPassedTests: number, numFailedTests: number, testResults: TestFile[] }} Report
 */

const elsewhere = Number(process.argv[2] ?? 0)
/** @type {Report[]} */
const reports = readdirSync('.reports')
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ report: name, ...JSON.parse(readFileSync(join('.reports', name), 'utf8')) }))
/** @param {'numPassedTests' | 'numFailedTests'} name */
const sum = (name) => reports.reduce((total, report) => total + report[name], 0)
/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`)

const slowest = reports
  .flatMap(({ testResults }) => testResults)
  .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, SLOWEST_SHOWN)
for (const { name, seconds } of slowest) print(`${seconds.toFixed(1).padStart(6)} s  ${relative('', name)}`)

/** Why a file could not be loaded, or what its tests said. @param {TestFile} file */
const failuresOf = ({ message, assertionResults }) => [
  ...(message === '' ? [] : [{ fullName: '(the whole file)', failureMessages: [message] }]),
  ...assertionResults.filter(({ status }) => status === 'failed'),
]

for (const { report, testResults } of reports)
  for (const file of testResults)
    for (const { fullName, failureMessages } of failuresOf(file)) {
      print(`\nfailed in ${report}: ${relative('', file.name)}: ${fullName}`)
      print(failureMessages.join('\n').slice(0, MESSAGE_SHOWN))
    }

print(`${sum('numPassedTests')} passed, ${Math.max(sum('numFailedTests'), elsewhere)} failed`)
