/**
 * Packs DuckDB for the single executables, dist/release/gong-<version>-duckdb-<os>-<arch>.tar.gz: a node_modules to be
 * unpacked beside one, as local copies take it. Its 70 MB would make every executable half as large again.
 *
 *   node packaging/duckdb.mjs linux-x64
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { fetchPackages, systemNames, thisSystem } from './fetch-packages.mjs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const words = process.argv.slice(2).map((word) => (word === 'here' ? thisSystem() : word))
const epoch =
  process.env.SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim()

mkdirSync('dist/release', { recursive: true })
for (const name of words.length > 0 ? words : systemNames) {
  const file = `dist/release/gong-${version}-duckdb-${name}.tar.gz`
  // Two packings are byte for byte the same.
  const same = ['--sort=name', `--mtime=@${epoch}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u+w,go=rX']
  const packed = ['--exclude=.package-lock.json', '--exclude=.bin', 'node_modules']
  execFileSync('tar', [
    ...same,
    '-I',
    'gzip -n -9',
    '-cf',
    file,
    '-C',
    fetchPackages('packaging/duckdb', name),
    ...packed,
  ])
  process.stdout.write(`${file}  ${Math.round(statSync(file).size / 1e6)} MB\n`)
}
