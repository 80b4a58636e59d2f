import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { entries } from '../../commands/index.ts'
import { commandsIn, tree } from '../../src/cli/tree.ts'
import { at, gong, served, startGong } from '../support/built-tool.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

it('tells its address and its keys as JSON in the first line, and a command to try', async () => {
  const { url, says, ended, kill } = await served()
  await says(/GONG_BASE_URL=\S+ GONG_ACCESS_KEY=\S+ GONG_ACCESS_KEY_SECRET=\S+ gong calls list\n/, 'err')
  kill('SIGINT')
  const [line = '', ...rest] = (await ended).out.split('\n')
  expect(JSON.parse(line)).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    accessKey: 'sandbox',
    accessKeySecret: 'sandbox-secret',
    bearerToken: 'sandbox-token',
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-client-secret',
  })
  expect([url, rest]).toEqual([JSON.parse(line).url, ['']])
})

const { command } = commandsIn(await tree(entries)).find(({ path }) => path === 'sandbox serve') ?? {}

it.each(command?.examples ?? [])('serves as the help shows: %s', async (example) => {
  const { ended, kill, says } = startGong(`${example.replace('gong ', '')} --port 0`, { cwd: emptyFolder() })
  await says(/"url"/)
  kill('SIGINT')
  expect((await ended).exit).toBe(0)
})

it('ends with 0 and nothing more to say on Ctrl-C', async () => {
  const { ended, kill } = await served('--quiet')
  kill('SIGINT')
  expect(await ended).toMatchObject({ exit: 0, err: '' })
})

it('ends on Ctrl-C although a request hangs', async () => {
  const { env, ended, kill } = await served('--faults stall=1')
  const client = startGong('users list --no-retry --debug', { env })
  await client.says(/> GET/, 'err')
  kill('SIGINT')
  expect(await ended).toMatchObject({ exit: 0 })
  expect(await client.ended).toMatchObject({ exit: 7 })
})

it('takes the bearer token as well as the keys', async () => {
  const { url } = await served()
  const { exit, out } = await gong('users list --limit 1 -f jsonl', {
    env: { GONG_BASE_URL: url, GONG_BEARER_TOKEN: 'sandbox-token' },
  })
  expect([exit, out.split('\n').length]).toEqual([0, 2])
})

it('refuses other keys', async () => {
  const { env } = await served()
  const { exit, out } = await gong('users list', { env: { ...env, GONG_ACCESS_KEY_SECRET: 'wrong' } })
  expect([exit, out]).toEqual([3, ''])
})

it('enforces the limit of --rate, and a client that keeps its pace never meets it', async () => {
  const { env } = await served('--rate 3')
  const hasty = await gong('calls list --during last-month --rate 0 --no-retry', { env })
  expect(hasty).toMatchObject({ exit: 6, err: expect.stringContaining('come back in') })
  const paced = await gong('calls list --from 90d --limit 450 --rate 3 --debug -f jsonl', { env })
  expect(paced.exit).toBe(0)
})

it('keeps the company of --state from one start to the next', async () => {
  const file = join(emptyFolder(), 'company.json')
  const line = 'calls list --during last-month --limit 5 -f jsonl'
  const first = await served(`--state ${file} --calls 1200`)
  const before = await gong(line, { env: first.env })
  first.kill('SIGINT')
  await first.ended
  const second = await served(`--state ${file}`)
  expect(await gong(line, { env: second.env })).toEqual(before)
  expect(before.out.split('\n')).toHaveLength(6)
})

it('refuses a state file that it did not write', async () => {
  const { exit, out, err } = await gong(`sandbox serve --port 0 --state ${join(ROOT, 'package.json')}`)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain('state')
})

it('says that a port is taken', async () => {
  const port = await takenPort()
  const { exit, out, err } = await gong(`sandbox serve --port ${port}`)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(`--port: ${port}`)
})

it.each([
  ['a fault that it cannot play', '--faults 503=1', '503'],
  ['a rate that is none', '--faults reset=2', '2'],
  ['a port that no machine has', '--port 70000', '70000'],
  ['a latency that is no number', '--latency soon', 'soon'],
])('refuses %s', async (_, flags, said) => {
  const { exit, out, err } = await gong(`sandbox serve ${flags}`)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(said)
})

it('answers after the time of --latency', async () => {
  const { env } = await served('--latency 300')
  const { err } = await gong('settings workspaces --debug', { env })
  const [, taken] = /< 200 in (\d+) ms/.exec(err) ?? []
  expect(Number(taken)).toBeGreaterThanOrEqual(300)
})

it('gives a recording to calls download', async () => {
  const { env } = await served()
  const cwd = emptyFolder()
  const listed = await gong('calls list --from 30d --limit 20 -f jsonl --fields id,media', { env })
  const video = listed.out.split('\n').find((line) => line.includes('Video')) ?? ''
  const { exit, out } = await gong(`calls download ${JSON.parse(video).id} --dir . -f jsonl`, { env, cwd })
  expect([exit, JSON.parse(out)]).toEqual([0, expect.objectContaining({ medium: 'video', status: 'downloaded' })])
  expect(readdirSync(cwd)).toHaveLength(1)
})

it('leaves an address that nobody serves any more', async () => {
  const { url, ended, kill } = await served()
  kill('SIGINT')
  await ended
  const { exit, err } = await gong('users list --no-retry', { env: at(url) })
  expect(exit).toBe(7)
  expect(err).toContain(`${url} gave no whole answer: nothing listens there`)
})

/** A port that somebody else listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
