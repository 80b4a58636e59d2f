import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { installedForms } from './forms.ts'
import type { Measured } from './measure.ts'

/** What there is to fetch, and what it takes once it is installed. The form of npm needs a Node beside it. */
export async function sizes(): Promise<Measured[]> {
  return installedForms().flatMap(({ name, program: [path] }) =>
    name === 'npm package' ? npmSizes() : executableSizes(path),
  )
}

function executableSizes(path: string): readonly Measured[] {
  const program = readFileSync(path)
  return [
    size('single executable, installed', program.length, 130),
    size('single executable, compressed by gzip', gzipSync(program).length, 60),
  ]
}

/** Packs and installs, with what npm installs only where it can: the keychain of this system. */
function npmSizes(): readonly Measured[] {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  try {
    const [{ filename }] = JSON.parse(npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder))
    const tarball = join(folder, filename)
    npm('install', '--prefix', join(folder, 'there'), '--prefer-offline', '--no-audit', '--no-fund', tarball)
    return [
      size('npm package, tarball', statSync(tarball).size, 2),
      size('npm package, installed', bytesIn(join(folder, 'there')), 10),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function npm(...args: readonly string[]): string {
  const shell = process.platform === 'win32'
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell })
}

function size(what: string, bytes: number, most: number): Measured {
  return { what: `size: ${what}`, against: '1 MB', ratio: bytes / 1e6, most }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
