/** What is released for a system, or drives the tool in tests, from the registry by way of npm, as the lock of a folder has it. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/** What npm calls each system: os, cpu, libc. */
const systems = {
  'linux-x64': ['linux', 'x64', 'glibc'],
  'linux-arm64': ['linux', 'arm64', 'glibc'],
  'linux-x64-musl': ['linux', 'x64', 'musl'],
  'linux-arm64-musl': ['linux', 'arm64', 'musl'],
  'macos-arm64': ['darwin', 'arm64'],
  'macos-x64': ['darwin', 'x64'],
  'windows-x64': ['win32', 'x64'],
}

export const systemNames = Object.keys(systems)

/** The name of this system in the table. */
export function thisSystem() {
  const { platform, arch, report } = process
  const os = { darwin: 'macos', win32: 'windows' }[platform] ?? platform
  const isMusl = platform === 'linux' && !report.getReport().header.glibcVersionRuntime
  return `${os}-${arch}${isMusl ? '-musl' : ''}`
}

/**
 * Installs packages for a system, once, into node_modules/.cache.
 *
 * @param {string} source the folder whose package.json and lock name them
 * @param {string} name of the system
 * @param {readonly string[]} more flags of npm
 * @returns {string} the folder that has them in its node_modules
 * @throws Error for a system that is not in the table, or when npm cannot have it
 */
export function fetchPackages(source, name, more = []) {
  if (!(name in systems)) throw new Error(`${name} is none of ${systemNames.join(', ')}`)
  const { dependencies } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const folder = resolve('node_modules/.cache', basename(source), Object.values(dependencies).join('-'), name)
  if (existsSync(folder)) return folder
  // Whole or not there: another process may fetch the same at this moment, and this one may be killed.
  const half = `${folder}.${process.pid}`
  mkdirSync(half, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(half, file))
  const [os, cpu, libc] = systems[name]
  const flags = [`--os=${os}`, `--cpu=${cpu}`, ...(libc ? [`--libc=${libc}`] : [])]
  const args = [
    'ci',
    ...flags,
    ...more,
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const shell = process.platform === 'win32'
  execFileSync('npm', args, { cwd: half, stdio: ['ignore', 'ignore', 'inherit'], shell })
  try {
    renameSync(half, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(half, { recursive: true })
  }
  return folder
}
