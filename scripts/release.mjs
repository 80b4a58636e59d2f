/**
 * Releases a version: `npm run release -- 1.2.0`, or with `--dry-run` to see what would be done. docs/releasing.md says how.
 * It changes this clone alone, and says what to push and publish.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const OUT = join('dist', 'release')

const { values, positionals } = readArgs()
const [version = ''] = positionals
const tag = `v${version}`
const section = sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version)
refuse()

/** @type {[what: string, run: () => void][]} */
const steps = [
  [`CHANGELOG.md: give ${version} its day, ${today()}`, () => dateChangelog()],
  [`package.json and package-lock.json: version ${version}`, () => setVersion()],
  ['npm run docs: what is generated', () => run('npm', 'run', 'docs')],
  ['npm run check', () => run('npm', 'run', 'check')],
  [`git: commit "Release ${version}"`, () => run('git', 'commit', '--all', `--message=Release ${version}`)],
  [
    `git: tag ${tag}, with the section of CHANGELOG.md`,
    () => run('git', 'tag', '--annotate', '--cleanup=whitespace', `--message=${section}`, tag),
  ],
  ['npm run package: executables and what is around them', () => run('npm', 'run', 'package')],
  [`npm pack: ${OUT}/gong-cli-${version}.tgz`, () => packForNpm()],
  [`${OUT}/SHA256SUMS: the npm package, too`, () => addChecksum(`gong-cli-${version}.tgz`)],
]

for (const [what, act] of steps) {
  process.stdout.write(`${values['dry-run'] ? 'would: ' : ''}${what}\n`)
  if (!values['dry-run']) act()
}
process.stdout.write(`then: git push origin HEAD ${tag}; publish the files of ${OUT} (docs/releasing.md)\n`)

function readArgs() {
  try {
    return parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean' } } })
  } catch (error) {
    return fail(`${error instanceof Error ? error.message.split('.')[0] : error}; there is --dry-run alone`)
  }
}

/** Ends with a sentence where this cannot become a release. */
function refuse() {
  if (!/^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test(version))
    fail(`"${version}" is no version; type one such as 1.2.0 or 1.2.0-rc.1`)
  if (section === undefined) fail(`CHANGELOG.md has no section "## ${version} (unreleased)" with text in it`)
  if (git('tag', '--list', tag) !== '') fail(`${tag} is released already`)
  const url = process.env.GONG_DOWNLOAD_URL
  if (url !== undefined && !/^(https|file):\/\//.test(url)) fail(`GONG_DOWNLOAD_URL is no https address: ${url}`)
  const changed = git('status', '--porcelain')
  if (changed !== '') fail(`there are changes that are not committed:\n${changed}`)
}

/**
 * The text below the heading of a version that is not released yet.
 *
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined} `undefined` when there is none
 */
function sectionOf(changelog, version) {
  const [, after] = changelog.split(`\n## ${version} (unreleased)\n`)
  return after?.split('\n## ')[0]?.trim() || undefined
}

function dateChangelog() {
  const text = readFileSync('CHANGELOG.md', 'utf8')
  writeFileSync('CHANGELOG.md', text.replace(`## ${version} (unreleased)`, `## ${version} (${today()})`))
}

function setVersion() {
  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version')
}

function packForNpm() {
  mkdirSync(OUT, { recursive: true })
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json'], { encoding: 'utf8' }))
  renameSync(filename, join(OUT, filename))
}

/** @param {string} name */
function addChecksum(name) {
  const sums = join(OUT, 'SHA256SUMS')
  const sha256 = createHash('sha256')
    .update(readFileSync(join(OUT, name)))
    .digest('hex')
  writeFileSync(sums, `${readFileSync(sums, 'utf8')}${sha256}  ${name}\n`)
}

/** In UTC. */
function today() {
  return new Date().toISOString().slice(0, 10)
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trim()
}

/** @param {string} program @param {string[]} args */
function run(program, ...args) {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) fail(`${program} ${args.slice(0, 2).join(' ')} failed; git restore . takes back what was changed`)
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  process.stderr.write(`error: ${sentence}\n`)
  process.exit(1)
}
