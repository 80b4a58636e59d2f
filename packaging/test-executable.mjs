/**
 * Compiles the executable of this system and runs the tests of processes against it, or those that are named:
 * `npm run test:executable -- test/process/http.test.ts`.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const compiled = execFileSync(process.execPath, ['packaging/executables.mjs', 'here'], { encoding: 'utf8' })
const [path = ''] = compiled.split(' ')
process.stdout.write(compiled)

const tests = process.argv.slice(2)
const args = ['node_modules/vitest/vitest.mjs', 'run', ...(tests.length > 0 ? tests : ['test/process', 'test/system'])]
const env = { ...process.env, GONG_EXECUTABLE: resolve(path), GONG_TEST_REPORT: '.reports/executable.json' }
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1
