/** The last line of CI, for readers that know no test runner: `N passed, N failed`, from the runner's own report. */
import { readFileSync } from 'node:fs'

const elsewhere = Number(process.argv[2] ?? 0)
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync('.reports/vitest.json', 'utf8'))
process.stdout.write(`${numPassedTests} passed, ${Math.max(numFailedTests, elsewhere)} failed\n`)
