import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { at, gong, type Running, start, startGong, TOOL_IN_SHELL } from '../support/built-tool.ts'
import { namedPipe } from '../support/named-pipe.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { terminal } from '../support/terminal.ts'

/** An expression of jq that never ends, and one that never stops growing. */
const ENDLESS = 'def f: f; f'
const GROWING = 'reduce range(40) as $i ("x"; . + .)'

/** How a process ended, and milliseconds between the signal and its end. */
async function stopped(running: Running, signal: NodeJS.Signals) {
  const began = performance.now()
  running.kill(signal)
  const { exit, err } = await running.ended
  return { exit, err, ms: performance.now() - began }
}

/** A machine with much to do needs longer than the second that is promised. */
const SOON = 5000

/** Runs a script of the shell in which $PIPE is a pipe with a name, and `gong` takes the place of the shell. */
function withPipe(script: string): Running {
  const line = `PIPE="${namedPipe()}"; echo begun >&2; ${script.replace('gong', `exec ${TOOL_IN_SHELL}`)}`
  return start('sh', ['-c', line])
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s ends with 130', (signal) => {
  it('an expression of jq that has no end', async () => {
    const running = startGong(['users', 'list', '--debug', '--sandbox', '--jq', ENDLESS])
    await running.says(/> GET/, 'err')
    const { exit, ms } = await stopped(running, signal)
    expect(exit).toBe(130)
    expect(ms).toBeLessThan(SOON)
  })

  it.each([
    ['a pipe that nobody reads', 'gong calls list --sandbox --limit 1 -o "$PIPE"'],
    ['a pipe that nobody writes', 'gong calls details @"$PIPE" --sandbox'],
    ['a stdin that stays open', 'exec 3<> "$PIPE"; gong calls details - --sandbox <&3'],
    ['a reader that stands still', 'exec 3<> "$PIPE"; gong calls list --from 90d --sandbox -f json >&3'],
  ])('%s', async (_, script) => {
    const running = withPipe(script)
    await running.says(/begun/, 'err')
    await alreadyThere()
    const { exit, err, ms } = await stopped(running, signal)
    expect([exit, err]).toEqual([130, expect.stringContaining('error: interrupted')])
    expect(ms).toBeLessThan(SOON)
  })

  it('an answer that drips', async () => {
    const { env, asked } = await dripping()
    const running = startGong('users list --debug', { env })
    await asked
    expect(await stopped(running, signal)).toMatchObject({ exit: 130 })
  })
})

it('writes into a pipe that is read, and reads from one that is written', async () => {
  const path = namedPipe()
  const script = `cat "${path}" & ${TOOL_IN_SHELL} calls list --during last-month --sandbox --limit 1 -f jsonl --fields id -o "${path}"; wait`
  const written = await start('sh', ['-c', script]).ended
  expect(written.out).toMatch(/^\{"id":"\d+"\}\n$/)
  const { id } = JSON.parse(written.out)
  const back = `echo ${id} > "${path}" & ${TOOL_IN_SHELL} calls details @"${path}" --sandbox --jq length; wait`
  expect((await start('sh', ['-c', back]).ended).out).toBe('1\n')
})

it('bounds what jq may hold', async () => {
  const { exit, err } = await gong(['users', 'list', '--sandbox', '--jq', GROWING])
  expect(exit).toBe(2)
  expect(err).toContain('jq gave up on this expression')
})

it.skipIf(process.platform !== 'linux')('ends with a sentence where no folder can be made', async () => {
  const { exit, err } = await gong('calls list --sandbox --limit 1 -o a.csv', {
    env: { HOME: '/proc' },
    cwd: emptyFolder(),
  })
  expect([0, 2, 10]).toContain(exit)
  expect(err).not.toContain('defect')
  const folder = await gong('transcripts export 1 --sandbox --dir /proc/gong/x')
  expect(folder).toMatchObject({ exit: 2, err: expect.stringContaining('no folder can be made in /proc') })
})

/** Resolves when a process that began before has come to its wait: another one has run from its beginning to its end. */
async function alreadyThere(): Promise<void> {
  await gong('calls list --sandbox --limit 1')
}

/** A server whose answer never comes to an end. */
async function dripping() {
  let arrived: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{')
    arrived()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { env: at(`http://127.0.0.1:${port}`), asked }
}

it.each([1, 2])('ends with 130 at Ctrl-C (%i times) in a terminal that shows nothing any more', async (times) => {
  const { says, type, stand, gone, ended } = terminal('calls list --from 170d --sandbox -f json')
  await says(/\[/)
  stand(true)
  await alreadyThere()
  type('\u0003'.repeat(times))
  await gone()
  stand(false)
  expect((await ended).exit).toBe(130)
})
