/** Bun and the library of the keychain for each system, from the registry by way of npm, as the lock in packaging/bun/ has them. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** For each system: what npm calls it, and the packages that hold its Bun and its library of the keychain. */
const systems = {
  'linux-x64': [['linux', 'x64', 'glibc'], 'bun-linux-x64', 'keyring-linux-x64-gnu'],
  'linux-arm64': [['linux', 'arm64', 'glibc'], 'bun-linux-aarch64', 'keyring-linux-arm64-gnu'],
  'linux-x64-musl': [['linux', 'x64', 'musl'], 'bun-linux-x64-musl', 'keyring-linux-x64-musl'],
  'linux-arm64-musl': [['linux', 'arm64', 'musl'], 'bun-linux-aarch64-musl', 'keyring-linux-arm64-musl'],
  'macos-arm64': [['darwin', 'arm64'], 'bun-darwin-aarch64', 'keyring-darwin-arm64'],
  'macos-x64': [['darwin', 'x64'], 'bun-darwin-x64', 'keyring-darwin-x64'],
  'windows-x64': [['win32', 'x64'], 'bun-windows-x64', 'keyring-win32-x64-msvc'],
}

export const systemNames = Object.keys(systems)

/** The name of this system in the table, whose Bun compiles for all of them. */
export function thisSystem() {
  const { platform, arch, report } = process
  const os = { darwin: 'macos', win32: 'windows' }[platform] ?? platform
  const isMusl = platform === 'linux' && !report.getReport().header.glibcVersionRuntime
  return `${os}-${arch}${isMusl ? '-musl' : ''}`
}

/**
 * Fetches what a system needs, once, into node_modules/.cache.
 *
 * @param {string} name
 * @returns what Bun calls the system, and the paths of its Bun, of the same without reports of crashes, and of the library
 * @throws Error for a system that is not in the table, or when npm cannot have it
 */
export function fetchBun(name) {
  if (!(name in systems)) throw new Error(`${name} is none of ${systemNames.join(', ')}`)
  const [[os, cpu, libc], target, keyring] = systems[name]
  const { dependencies } = JSON.parse(readFileSync('packaging/bun/package.json', 'utf8'))
  const folder = resolve('node_modules/.cache/executables', Object.values(dependencies).join('-'), name)
  const bun = join(folder, 'node_modules/@oven', target, 'bin', os === 'win32' ? 'bun.exe' : 'bun')
  const library = join(folder, 'node_modules/@napi-rs', keyring, `${keyring.replace('-', '.')}.node`)
  const runtime = `${bun}.silent`
  if (!existsSync(runtime)) {
    install(folder, [`--os=${os}`, `--cpu=${cpu}`, ...(libc ? [`--libc=${libc}`] : [])])
    silence(bun, runtime)
  }
  return { target, bun, runtime, library }
}

/**
 * @param {string} folder
 * @param {string[]} flags that name another system than this one
 */
function install(folder, flags) {
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(`packaging/bun/${file}`, join(folder, file))
  const args = ['ci', ...flags, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const shell = process.platform === 'win32'
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell })
}

/** Where Bun sends reports of its crashes, unasked on macOS and Windows; and an address as long that leads nowhere. */
const REPORTS = 'https://bun.report'
const NOWHERE = 'about:blank#crash='

/**
 * @param {string} bun
 * @param {string} copy
 * @throws Error when the address is not there just once
 */
function silence(bun, copy) {
  const bytes = readFileSync(bun)
  const at = bytes.indexOf(REPORTS)
  if (at === -1 || bytes.includes(REPORTS, at + 1))
    throw new Error(`${bun} reports crashes in another way than thought`)
  bytes.write(NOWHERE, at)
  writeFileSync(copy, bytes, { mode: 0o755 })
}
