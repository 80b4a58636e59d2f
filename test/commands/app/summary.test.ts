import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../run.ts'
import { network, paged } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const rows = Array.from({ length: 100 }, (_, index) => ({ id: String(index) }))

it('tells at the end of a long pull what it came to', async () => {
  const { err } = await run('calls list --during last-month')
  expect(err).toMatch(/^[\d,]+ rows, \d+ requests\n$/)
})

it('tells what Gong counts but has not analysed yet', async () => {
  const { err } = await run('transcripts get --from 3d')
  expect(err).toMatch(/rows, 1 request, \d+ that Gong counts but has not analysed yet/)
})

it.each([
  ['users list', 'users'],
  ['flows list --owner a@b.example', 'flows'],
  ['logs list access --from 1d', 'logEntries'],
  ['crm associations --since 1d', 'associations'],
])('says of "%s" no more than that Gong counts what it did not give', async (line, name) => {
  const answer = { requestId: 'r', records: { totalRecords: 250 }, [name]: [{ id: '1' }, { id: '2' }] }
  const { err } = await run(line, { network: network(() => answer) })
  expect(err).toContain('2 rows, 1 request, 248 that Gong counts but did not give\n')
})

it('tells what came twice and was dropped', async () => {
  const { err } = await run('calls list --from 7d', { network: paged(2, () => rows) })
  expect(err).toContain('100 rows that came twice dropped')
})

it('counts a single row as one', async () => {
  const { err } = await run('users get ingrid@tallyhouse.example')
  expect(err).toBe('1 row, 2 requests\n')
})

it('says nothing about a single request', async () => {
  const { err } = await run('calls list --from 1d --limit 3')
  expect(err).toBe('')
})

it.each([
  ['users list -o', 'users.csv.gz', '40 rows, 1 request\n'],
  ['logs list access --from 24h -o', 'audit.csv', expect.stringMatching(/^\d+ rows?, 1 request\n$/)],
  ['settings workspaces -o', 'workspaces.json', expect.stringMatching(/^\d+ rows?, 1 request\n$/)],
  ['completion bash -o', 'gong.bash', '1 row\n'],
])('always tells what went to a file: %s %s', async (line, name, came) => {
  const path = join(emptyFolder(), name)
  expect(await run(`${line} ${path}`)).toMatchObject({ exit: 0, err: came })
  expect(await run(`${line} ${path} --quiet`)).toMatchObject({ exit: 0, err: '' })
})

it('tells nothing of a file in a dry run', async () => {
  const { exit, err } = await run(`users list --dry-run -o ${join(emptyFolder(), 'users.csv')}`)
  expect([exit, err]).toEqual([0, ''])
})

it('says nothing under --quiet', async () => {
  const { err } = await run('calls list --during last-month -q')
  expect(err).toBe('')
})
