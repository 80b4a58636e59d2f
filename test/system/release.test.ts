/** Releases of a small project in a git repository of its own; what packs and checks there does nothing. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const CHANGELOG = '# Changelog\n\n## 1.2.0 (unreleased)\n\n### Added\n\n- A thing.\n\n## 1.1.0 (2026-01-01)\n\n- Old.\n'

function project(changelog = CHANGELOG) {
  const folder = emptyFolder()
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()
  mkdirSync(join(folder, 'dist/release'), { recursive: true })
  writeFileSync(join(folder, 'dist/release/SHA256SUMS'), '')
  writeFileSync(join(folder, '.gitignore'), 'dist\n')
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog)
  const scripts = { docs: 'true', check: 'true', package: 'true' }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'gong-cli', version: '1.1.0', files: [], scripts }),
  )
  for (const args of [
    ['init', '-q'],
    ['config', 'user.name', 'T'],
    ['config', 'user.email', 't@t.example'],
  ])
    git(...args)
  git('add', '.')
  git('commit', '-qm', 'Begin')
  const release = (...args: string[]) => {
    const script = join(ROOT, 'scripts/release.mjs')
    return spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' })
  }
  return { folder, git, release, read: (name: string) => readFileSync(join(folder, name), 'utf8') }
}

it('sets the version in its one place, dates the changelog, commits, tags, packs and sums', () => {
  const { git, release, read } = project()
  const { status, stderr } = release('1.2.0')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(read('package.json')).version).toBe('1.2.0')
  expect(read('CHANGELOG.md')).toMatch(/## 1\.2\.0 \(\d{4}-\d\d-\d\d\)\n/)
  expect(git('log', '--format=%s', '-1')).toBe('Release 1.2.0')
  expect(git('tag', '--list', '--format=%(contents)', 'v1.2.0')).toBe('### Added\n\n- A thing.')
  expect(read('dist/release/SHA256SUMS')).toMatch(/^[0-9a-f]{64} {2}gong-cli-1\.2\.0\.tgz\n$/)
  expect(git('status', '--porcelain')).toBe('')
})

it('tells with --dry-run each thing that it would do, and does none', () => {
  const { git, release, read } = project()
  const { status, stdout } = release('1.2.0', '--dry-run')
  expect(status).toBe(0)
  expect(stdout.match(/^would: .*$/gm)).toHaveLength(9)
  expect(read('CHANGELOG.md')).toBe(CHANGELOG)
  expect(git('tag')).toBe('')
})

it.each([
  ['no version', ['next'], '"next" is no version'],
  ['none at all', [], '"" is no version'],
  ['one that the changelog does not tell of', ['1.3.0'], 'no section "## 1.3.0 (unreleased)"'],
  ['one that was released', ['1.1.0'], 'no section "## 1.1.0 (unreleased)"'],
] as const)('refuses %s', (_, args, sentence) => {
  const { status, stderr } = project().release(...args)
  expect(status).toBe(1)
  expect(stderr).toContain(sentence)
})

it('refuses a version without a word about it', () => {
  const { release } = project('# Changelog\n\n## 1.2.0 (unreleased)\n\n## 1.1.0 (2026-01-01)\n')
  expect(release('1.2.0').stderr).toContain('no section')
})

it('refuses what is tagged already, and changes that are not committed', () => {
  const { folder, git, release } = project()
  git('tag', 'v1.2.0')
  expect(release('1.2.0').stderr).toContain('v1.2.0 is released already')
  git('tag', '-d', 'v1.2.0')
  writeFileSync(join(folder, 'stray'), '')
  expect(release('1.2.0').stderr).toContain('?? stray')
})

it('leaves the commit unmade where the checks fail', () => {
  const { folder, git, release } = project()
  const broken = readFileSync(join(folder, 'package.json'), 'utf8').replace('"check":"true"', '"check":"false"')
  writeFileSync(join(folder, 'package.json'), broken)
  git('commit', '-qam', 'Break the check')
  const { status, stderr } = release('1.2.0')
  expect(status).toBe(1)
  expect(stderr).toContain('npm run check failed; git restore . takes back what was changed')
  expect(git('log', '--format=%s', '-1')).toBe('Break the check')
  expect(git('tag')).toBe('')
})
