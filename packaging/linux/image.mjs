import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** Who runs it: nobody on the machine outside. */
const USER = 65532

const CONFIG = [
  `--config.user=${USER}:${USER}`,
  '--config.entrypoint=/usr/bin/gong',
  '--config.workingdir=/data',
  '--config.volume=/data',
  ...['GONG_CONFIG_DIR=/data/config', 'GONG_STATE_DIR=/data/state', 'GONG_DATA_DIR=/data', 'TZ=UTC'].map(
    (pair) => `--config.env=${pair}`,
  ),
]

/**
 * Makes an image of the Open Container Initiative with umoci: the executable, the C library of Debian that it needs, and a
 * volume for what it keeps. There is no shell in it.
 *
 * @param {{ executable: string, version: string, epoch: string, work: string, out: string }} options as for `buildDeb`
 * @returns {string} the path of the archive, for `podman load` or `skopeo copy oci-archive:`
 */
export function buildImage({ executable, version, epoch, work, out }) {
  const image = `${join(work, 'layout')}:${version}`
  const created = new Date(Number(epoch) * 1000).toISOString().replace('.000', '')
  const umoci = (/** @type {string[]} */ ...args) =>
    execFileSync('umoci', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  umoci('init', `--layout=${join(work, 'layout')}`)
  umoci('new', `--image=${image}`)
  umoci('unpack', `--image=${image}`, join(work, 'bundle'))
  const root = join(work, 'bundle/rootfs')
  fillRoot(root, executable, work)
  setTimes(root, Number(epoch))
  umoci('repack', `--image=${image}`, `--history.created=${created}`, '--refresh-bundle', join(work, 'bundle'))
  umoci('config', `--image=${image}`, ...CONFIG, `--created=${created}`, `--history.created=${created}`)
  umoci('gc', `--layout=${join(work, 'layout')}`)
  nameImage(join(work, 'layout/index.json'), `localhost/gong-cli:${version}`)
  const path = join(out, `gong-cli_${version}_amd64.oci.tar`)
  const order = ['--sort=name', `--mtime=@${epoch}`, '--owner=0', '--group=0', '--numeric-owner', '--format=ustar']
  execFileSync('tar', [...order, '-cf', path, '-C', join(work, 'layout'), '.'])
  return path
}

/**
 * Under this name the image is found where it was loaded: without a registry in it, another image could answer for it.
 *
 * @param {string} index
 * @param {string} name
 */
function nameImage(index, name) {
  const { manifests, ...rest } = JSON.parse(readFileSync(index, 'utf8'))
  const annotations = { 'org.opencontainers.image.ref.name': name }
  const named = manifests.map((/** @type {object} */ manifest) => ({ ...manifest, annotations }))
  writeFileSync(index, JSON.stringify({ ...rest, manifests: named }))
}

/** @param {string} root @param {string} executable @param {string} work */
function fillRoot(root, executable, work) {
  const libc = join(work, 'libc6')
  mkdirSync(libc)
  execFileSync('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', 'libc6:amd64'], {
    cwd: libc,
    stdio: 'inherit',
  })
  const [name = ''] = readdirSync(libc)
  execFileSync('dpkg-deb', ['-x', join(libc, name), join(libc, 'tree')])
  for (const folder of ['lib', 'lib64'])
    cpSync(join(libc, 'tree', folder), join(root, folder), { recursive: true, verbatimSymlinks: true })
  mkdirSync(join(root, 'usr/share/doc/libc6'), { recursive: true })
  copyFileSync(join(libc, 'tree/usr/share/doc/libc6/copyright'), join(root, 'usr/share/doc/libc6/copyright'))
  for (const folder of ['usr/bin', 'etc', 'tmp', 'data']) mkdirSync(join(root, folder), { recursive: true })
  copyFileSync(executable, join(root, 'usr/bin/gong'))
  chmodSync(join(root, 'usr/bin/gong'), 0o755)
  writeFileSync(join(root, 'etc/passwd'), `gong:x:${USER}:${USER}::/data:/usr/bin/gong\n`)
  chmodSync(join(root, 'tmp'), 0o1777)
  execFileSync('chown', [`${USER}:${USER}`, join(root, 'data')])
  chmodSync(join(root, 'data'), 0o700)
  rmSync(join(root, 'dev'), { recursive: true, force: true })
}

/** Layers hold the times of files; two builds of one commit are to be equal. @param {string} root @param {number} seconds */
function setTimes(root, seconds) {
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    lutimesSync(join(root, entry), seconds, seconds)
  lutimesSync(root, seconds, seconds)
}
