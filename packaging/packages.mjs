/**
 * Makes everything around the executables that `executables.mjs` left in dist/release, or in the folder that is named:
 * packages for Debian and Fedora, an image, bundles for MCP clients, manifests of package managers, install.sh, the bill of
 * materials, the licences, and SHA256SUMS of it all.
 *
 *   GONG_DOWNLOAD_URL   where the files will be; without it manifests and install.sh, which need it, are left out
 *   SOURCE_DATE_EPOCH   seconds; the time of the commit when left out
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { notices } from '../scripts/notices.mjs'
import { buildDeb } from './linux/deb.mjs'
import { buildImage } from './linux/image.mjs'
import { buildRpm } from './linux/rpm.mjs'
import { manifests } from './manifests.mjs'
import { buildMcpb, MCPB_SYSTEMS } from './mcpb.mjs'
import { billOfMaterials, bundledPackages } from './third-party.mjs'

const out = process.argv[2] ?? join('dist', 'release')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const epoch =
  process.env.SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim()

const bundled = await bundledPackages()
write('THIRD-PARTY-NOTICES.txt', notices(bundled))
write(`gong-${version}.cdx.json`, billOfMaterials(bundled))

/** @type {['x64', 'arm64']} */
const architectures = ['x64', 'arm64']
for (const arch of architectures) {
  const executable = executableFor(`linux-${arch}`)
  if (executable === undefined) continue
  const options = { executable, arch, version, notices: notices(bundled), epoch, out }
  make('dpkg-deb', (work) => buildDeb({ ...options, work }))
  make('rpmbuild', (work) => buildRpm({ ...options, work }))
  if (arch === 'x64') make('umoci', (work) => buildImage({ ...options, work }))
}

for (const system of /** @type {(keyof typeof MCPB_SYSTEMS)[]} */ (Object.keys(MCPB_SYSTEMS))) {
  const executable = executableFor(system)
  if (executable === undefined) continue
  write(`gong-${version}-${system}.mcpb`, buildMcpb({ system, executable, version, notices: notices(bundled) }))
}

const url = process.env.GONG_DOWNLOAD_URL?.replace(/\/$/, '')
if (url === undefined) say('left out: manifests and install.sh, since GONG_DOWNLOAD_URL is not set')
else {
  const script = readFileSync('packaging/install.sh', 'utf8')
  write('install.sh', script.replace('@URL@', url).replace('@VERSION@', version), 0o755)
  for (const [name, text] of Object.entries(manifests({ version, url, sha256 }))) write(name, text)
}

const files = readdirSync(out).filter((name) => name !== 'SHA256SUMS' && statSync(join(out, name)).isFile())
write(
  'SHA256SUMS',
  files
    .sort()
    .map((name) => `${sha256(name)}  ${name}\n`)
    .join(''),
)

/** Runs a packager in an empty folder, where its program is installed. @param {string} program @param {(work: string) => string} build */
function make(program, build) {
  if (!isInstalled(program)) return say(`left out: what ${program} makes, which is not installed`)
  const work = mkdtempSync(join(tmpdir(), 'gong-package-'))
  try {
    say(build(work))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} program */
function isInstalled(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
}

/** @param {string} system @returns {string | undefined} */
function executableFor(system) {
  const path = join(out, `gong-${version}-${system}${system.startsWith('windows') ? '.exe' : ''}`)
  return existsSync(path) ? path : undefined
}

/** @param {string} name @throws Error when the release has no such file */
function sha256(name) {
  return createHash('sha256')
    .update(readFileSync(join(out, name)))
    .digest('hex')
}

/** @param {string} name @param {string | Buffer} text @param {number} [mode] */
function write(name, text, mode = 0o644) {
  mkdirSync(dirname(join(out, name)), { recursive: true })
  writeFileSync(join(out, name), text, { mode })
  say(join(out, name))
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}
