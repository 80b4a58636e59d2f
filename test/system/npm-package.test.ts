import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { once } from '../../src/lib/once.ts'
import { EXECUTABLE, GONG, start } from '../support/built-tool.ts'
import { npmEnv, OFFLINE } from '../support/npm-env.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

interface Packed {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** What npm packs, once, and the folder of its file. */
const packed = once(async () => {
  const folder = emptyFolder()
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { out } = await start('npm', pack, { cwd: ROOT, env: npmEnv(emptyFolder()) }).ended
  const [about]: readonly [Packed] = JSON.parse(out)
  return { ...about, folder }
})

describe.skipIf(EXECUTABLE !== undefined)('the package', () => {
  it('holds the tool, what to read about it, and nothing else', async () => {
    const paths = (await packed()).files.map(({ path }) => path)
    const others = paths.filter((path) => !path.startsWith('dist/'))
    const shells = ['completions/_gong', 'completions/gong.bash', 'completions/gong.fish', 'completions/gong.ps1']
    const pages = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'man/gong.1',
      'package.json',
      'skills/gong/SKILL.md',
    ]
    const docs = ['docs', 'docs/targets'].flatMap((folder) =>
      readdirSync(join(ROOT, folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
    )
    expect(others.sort()).toEqual([...shells, ...pages, ...docs].sort())
    // Also where a release has compiled something beside it.
    const built = new Set(paths.flatMap((path) => /^dist\/([^/]+)/.exec(path)?.[1] ?? []))
    const programs = ['gong.cjs', 'jq.cjs', 'keychain.cjs', 'statement.cjs']
    expect(built).toEqual(new Set(['THIRD-PARTY-NOTICES.txt', ...programs, 'package.json', 'parts']))
  })

  it('runs under its name through a link, as npm installs it', async () => {
    const folder = emptyFolder()
    symlinkSync(GONG, join(folder, 'gong'))
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const link = start(join(folder, 'gong'), ['--version'])
    const work = start(join(folder, 'gong'), ['settings', 'workspaces', '--sandbox', '--jq', 'length'])
    expect([(await link.ended).out, (await work.ended).out]).toEqual([`${version}\n`, '3\n'])
  })

  it('runs by npx on a machine that has never seen it, jq included', { timeout: 120_000 }, async ({ skip }) => {
    const { folder, filename } = await packed()
    const line = ['calls', 'list', '--sandbox', '--limit', '2', '--jq', 'length']
    const npx = ['--yes', `file:${join(folder, filename)}`, ...line]
    const { exit, out, err } = await start('npx', npx, { cwd: folder, env: npmEnv(emptyFolder()) }).ended
    if (OFFLINE.test(err)) skip(`npm cannot install here: ${OFFLINE.exec(err)?.[0]}`)
    expect({ exit, out }).toEqual({ exit: 0, out: '2\n' })
  })
})
