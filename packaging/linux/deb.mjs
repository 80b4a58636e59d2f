import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fillTree } from './tree.mjs'

/** What Debian calls each architecture. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' }

/**
 * Makes a Debian package with dpkg-deb.
 *
 * @param {{ executable: string, arch: 'x64' | 'arm64', version: string, notices: string, epoch: string, work: string, out: string }} options
 * `epoch`: seconds, the time of every file in it; `work`: an empty folder; `out`: the folder of the package
 * @returns {string} its path
 */
export function buildDeb({ executable, arch, version, notices, epoch, work, out }) {
  fillTree(work, executable, notices)
  mkdirSync(join(work, 'DEBIAN'))
  const architecture = ARCHITECTURES[arch]
  const kilobytes = Math.ceil(statSync(executable).size / 1024)
  writeFileSync(join(work, 'DEBIAN/control'), control({ version, architecture, kilobytes }))
  writeFileSync(join(work, 'DEBIAN/md5sums'), checksums(work))
  const path = join(out, `gong-cli_${version}_${architecture}.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', work, path], {
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return path
}

/** For `dpkg --verify`. @param {string} root */
function checksums(root) {
  const entries = readdirSync(join(root, 'usr'), { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const line = (/** @type {string} */ path) => {
    const md5 = createHash('md5').update(readFileSync(path)).digest('hex')
    return `${md5}  ${relative(root, path)}\n`
  }
  return paths.sort().map(line).join('')
}

/** @param {{ version: string, architecture: string, kilobytes: number }} options */
function control({ version, architecture, kilobytes }) {
  return `Package: gong-cli
Version: ${version.replace('-', '~')}
Architecture: ${architecture}
Maintainer: the gong-cli authors <gong-cli@localhost>
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.17)
Section: utils
Priority: optional
Description: command line of Gong, the revenue intelligence
 Calls, transcripts, statistics and settings of a company in Gong, from a
 terminal or a script: exact, paced to Gong's limits, with sealed credentials,
 and with a question before whatever erases.
`
}
