import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { temporaryPathOf } from '../../../src/platform/temporary-name.ts'
import { home, KEYS, NOW, run, testSandbox } from '../../run.ts'
import { isChange } from '../../support/requests.ts'

const GRANT = 'calls access grant --from-file FOLDER/access.csv'

/** A folder with a table, and what a run was writing to a file there when it was killed. */
async function folderWith(name: string) {
  const { folder, env } = await home()
  writeFileSync(join(folder, 'access.csv'), 'call,user\n12345,7\n12346,7\n')
  writeFileSync(join(folder, 'people.csv'), 'email\nana@one.example\nbo@two.example\n')
  const left = `.${name}.${crypto.randomUUID()}`
  writeFileSync(join(folder, left), 'call,user\n12345,7\n')
  const start = (line: string, network?: HttpTransport) =>
    run(line.replaceAll('FOLDER', folder), { env: { ...KEYS, ...env }, now: NOW, ...(network && { network }) })
  return { folder, left, start }
}

describe('the next run that writes a file removes what a killed one has left of it', () => {
  it.each([
    ['--results', `${GRANT} --results FOLDER/done.csv`, 'done.csv'],
    ['--failed', `${GRANT} --failed FOLDER/failed.csv`, 'failed.csv'],
    ['-o', 'users list -o FOLDER/users.csv', 'users.csv'],
    ['a second -o', 'users list -o FOLDER/users.csv -o FOLDER/users.jsonl', 'users.jsonl'],
    ['--status', 'users list --status FOLDER/status.json', 'status.json'],
  ])('%s', async (_, line, name) => {
    const { folder, left, start } = await folderWith(name)
    await start(line)
    expect(readdirSync(folder)).toContain(name)
    expect(readdirSync(folder)).not.toContain(left)
  })

  it.each([
    ['transcripts export --during yesterday --dir FOLDER/kept', ['2026-05-12 0900 Demo [42].md', 'index.csv']],
    ['archive library --from 2026-05-18 --dir FOLDER/kept', ['README.md']],
    ['sync users --into parquet:FOLDER/kept', ['_manifest.json', 'users/data.parquet']],
    ['sync users --into folder:FOLDER/kept', ['2026-05-12 0900 Demo [42].md']],
  ])('and what it has left in a folder: %s, %j', async (line, paths) => {
    const { folder, start } = await folderWith('access.csv')
    const leftOf = (path: string) => temporaryPathOf(join(folder, 'kept', path), crypto.randomUUID())
    const left = paths.map(leftOf)
    const foreign = leftOf('users.csv')
    await start(line)
    for (const temporary of [...left, foreign]) writeFileSync(temporary, 'half')
    for (const path of paths) mkdirSync(leftOf(path))
    const { exit, err } = await start(line)
    expect(exit, err).toBe(0)
    expect([left.filter((path) => existsSync(path)), existsSync(foreign)]).toEqual([[], true])
  })

  it('but neither a folder nor what is of a file with another name, however long', async () => {
    const long = (ending: string) => `${'v'.repeat(201)}${ending}.csv`
    const { folder, start } = await folderWith('users.csv')
    const written = await diskFiles().create(join(folder, long('2')))
    mkdirSync(join(folder, `.users.csv.${crypto.randomUUID()}`))
    const ended = [await start(`users list -o FOLDER/${long('1')}`), await start('users list -o FOLDER/users.csv')]
    await written.commit()
    expect([ended.map(({ exit }) => exit), readdirSync(folder).includes(long('2'))]).toEqual([[0, 0], true])
  })

  it('but not while another run writes it, nor in a dry run', async () => {
    const { folder, left, start } = await folderWith('failed.csv')
    const line = `${GRANT} --failed FOLDER/failed.csv`
    const wait = { waitMs: 0, onWait: async () => undefined, hint: '' }
    const held = await diskFiles().lockOutput(join(folder, 'failed.csv'), wait)
    const { exit } = await start(line)
    await held?.release()
    await start(`${line} --dry-run`)
    expect({ exit, isThere: readdirSync(folder).includes(left) }).toEqual({ exit: 9, isThere: true })
  })
})

it.each([
  ['a change', 'privacy erase-list FOLDER/people.csv --results FOLDER/done.csv --yes --confirm 2', ['done.csv']],
  ['a query', 'calls details --from 60d -o FOLDER/a.json -o FOLDER/b.xlsx', ['a.json', 'b.xlsx']],
])('%s notes the files of its rows before they are whole', async (_, line, names) => {
  const { folder, start } = await folderWith('other.csv')
  const sandbox = testSandbox(() => NOW)
  let sent = 0
  const noted: string[] = []
  await start(line, (request, signal) => {
    if (/extensive/.test(request.url) || isChange(request)) sent += 1
    if (sent === 2) noted.push(...JSON.parse(readFileSync(join(folder, 'state', 'exports.json'), 'utf8')))
    return sandbox(request, signal)
  })
  expect(noted).toEqual(expect.arrayContaining(names.map((name) => join(folder, name))))
})
