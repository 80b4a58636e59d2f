/**
 * Installs and builds what is lacking, so that `npm run demo` and `npm test` are the only command in a fresh clone. With the
 * variable GONG_READY it does nothing: who runs several commands has done it before them, and none builds under another.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

if (process.env.GONG_READY) process.exit()

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`gong needs Node 20.19 or later; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const installed = 'node_modules/.package-lock.json'
const isStale = !existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs
// Not `npm ci`: that would first throw away all of node_modules, with the Nodes that test:nodes has installed there.
if (isStale) run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
run(process.execPath, ['scripts/build.mjs'])

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
}
