/**
 * Compiles the executable of this system and runs every test against it that starts the built tool, or those that are
 * named: `npm run test:executable -- test/process/http.test.ts`.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const compiled = execFileSync(process.execPath, ['packaging/executables.mjs', 'here'], { encoding: 'utf8' })
const [path = ''] = compiled.split(' ')
process.stdout.write(compiled)

const words = process.argv.slice(2)
const tests = words.length > 0 ? words : ['test/process', ...systemTests('cron', 'executable', 'keychain-real', 'pace')]
const args = ['node_modules/vitest/vitest.mjs', 'run', ...tests]
const env = { ...process.env, GONG_EXECUTABLE: resolve(path), GONG_TEST_REPORT: '.reports/executable.json' }
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1

/** @param {string[]} names */
function systemTests(...names) {
  return names.map((name) => `test/system/${name}.test.ts`)
}
