/** Bun and the library of the keychain for each system, as the lock in packaging/bun/ has them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchPackages } from './fetch-packages.mjs'

/** For each system, the packages that hold its Bun and its library of the keychain. */
const packages = {
  'linux-x64': ['bun-linux-x64', 'keyring-linux-x64-gnu'],
  'linux-arm64': ['bun-linux-aarch64', 'keyring-linux-arm64-gnu'],
  'linux-x64-musl': ['bun-linux-x64-musl', 'keyring-linux-x64-musl'],
  'linux-arm64-musl': ['bun-linux-aarch64-musl', 'keyring-linux-arm64-musl'],
  'macos-arm64': ['bun-darwin-aarch64', 'keyring-darwin-arm64'],
  'macos-x64': ['bun-darwin-x64', 'keyring-darwin-x64'],
  'windows-x64': ['bun-windows-x64', 'keyring-win32-x64-msvc'],
}

/**
 * Fetches what a system needs, once.
 *
 * @param {string} name
 * @returns what Bun calls the system, and the paths of its Bun, of the same without reports of crashes, and of the library
 * @throws Error as `fetchPackages`
 */
export function fetchBun(name) {
  const folder = fetchPackages('packaging/bun', name)
  const [target, keyring] = packages[name]
  const bun = join(folder, 'node_modules/@oven', target, 'bin', name.startsWith('windows') ? 'bun.exe' : 'bun')
  const library = join(folder, 'node_modules/@napi-rs', keyring, `${keyring.replace('-', '.')}.node`)
  const runtime = `${bun}.silent`
  if (!existsSync(runtime)) silence(bun, runtime)
  return { target, bun, runtime, library }
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
