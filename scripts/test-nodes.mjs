/**
 * Runs test/process, the built tool as a process, on each Node that is supported. With words, on some of them, or some
 * tests: `npm run test:nodes -- 22 24 test/process/http.test.ts`. A Node is installed once, into node_modules/.cache; what
 * cannot be had is named and fails in CI.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** By major version, from the packages in which the registry has Node for each system. */
const versions = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' }

const words = process.argv.slice(2)
const wanted = words.filter((word) => word in versions)
const tests = words.filter((word) => !(word in versions))

const results = Object.entries(versions)
  .filter(([major]) => wanted.length === 0 || wanted.includes(major))
  .map(([major, version]) => {
    const node = installed(version)
    return { major, version, outcome: node === undefined ? 'cannot be had' : run(node, major) }
  })

for (const { version, outcome } of results) process.stdout.write(`Node ${version}: ${outcome}\n`)
const bad = process.env.CI ? ['failed', 'cannot be had'] : ['failed']
process.exitCode = results.some(({ outcome }) => bad.includes(outcome)) ? 1 : 0

/**
 * The path of a Node, which npm fetches when it is not there; undefined when npm cannot.
 *
 * @param {string} version
 */
function installed(version) {
  if (process.versions.node === version) return process.execPath
  const { platform, arch } = process
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`
  const folder = join('node_modules', '.cache', 'nodes', version)
  const node = join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true })
    const args = [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-package-lock',
      '--prefer-offline',
      `${name}@${version}`,
    ]
    spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: platform === 'win32' })
  }
  return existsSync(node) ? node : undefined
}

/**
 * @param {string} node
 * @param {string} major
 */
function run(node, major) {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', ...(tests.length > 0 ? tests : ['test/process'])]
  const env = { ...process.env, GONG_TEST_REPORT: `.reports/node-${major}.json` }
  return spawnSync(node, args, { stdio: 'inherit', env }).status === 0 ? 'passed' : 'failed'
}
