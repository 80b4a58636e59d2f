import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTABLE, gong, shell, startGong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const LIST = 'calls list --sandbox --during last-month'

describe('a reader that goes away', () => {
  it.each([
    ['after the first row', `${LIST} -f jsonl`, 1],
    ['in the middle of an array', `${LIST} -f json`, 3],
    ['after the heading of a table', `${LIST} -f table`, 1],
    ['in the middle of the help', 'calls list --help', 1],
    ['in the middle of one long row', 'transcripts get --sandbox --during last-month --limit 20 -f csv', 2],
  ])('%s leaves gong content and silent', async (_, line, lines) => {
    const { out, err } = await shell(`{ gong ${line}; echo "exit $?" >&2; } | head -n ${lines}`)
    expect(err).toBe('exit 0\n')
    expect(out.trimEnd().split('\n')).toHaveLength(lines)
  })

  it.each(['--version', '--help', LIST])('was never there for %s', async (line) => {
    const { err } = await shell(`{ gong ${line}; echo "exit $?" >&2; } | true`)
    expect(err).toBe('exit 0\n')
  })

  it('ends a long pull early', async () => {
    const { env } = await sandboxServer()
    const whole = await gong('calls list --from 170d -f jsonl --debug', { env })
    const cut = await shell('gong calls list --from 170d -f jsonl --debug | head -n 1', { env })
    const asked = (err: string) => err.match(/> GET/g)?.length
    expect(asked(cut.err)).toBeLessThan(asked(whole.err) ?? 0)
  })
})

it('says that the working directory was deleted', async () => {
  const { exit, err } = await shell(`cd ${emptyFolder()} && rmdir "$PWD" && gong doctor --offline`)
  // Bun says so itself, before it runs anything.
  expect({ exit, err }).toEqual({
    exit: EXECUTABLE ? 1 : 2,
    err: expect.stringMatching(/current working directory was deleted/),
  })
})

describe('what is written to a pipe', () => {
  it('is whole, far beyond what a pipe holds at once', async () => {
    const file = join(emptyFolder(), 'transcripts.jsonl')
    const line = 'transcripts get --sandbox --during last-month --limit 100 -f jsonl'
    const { out } = await shell(`gong ${line} -o ${file} && gong ${line} | wc -c`)
    expect(Number(out)).toBe(statSync(file).size)
    expect(Number(out)).toBeGreaterThan(20 * 65_536)
  })

  it('is what the next command reads from -', async () => {
    const { exit, out } = await shell(
      `gong ${LIST} --limit 3 -f jsonl --jq .id | gong transcripts get - --sandbox --jq length`,
    )
    expect([exit, out]).toEqual([0, '3\n'])
  })

  it('can be what -o leads to', async () => {
    const { exit, out } = await shell(`gong ${LIST} --limit 1 -f jsonl -o /dev/stdout | cat`)
    expect([exit, out]).toEqual([0, expect.stringMatching(/^{.*}\n$/)])
  })

  it('has no colour, and nor has stderr when it goes to a file', async () => {
    const { env } = await sandboxServer({ latency: 400 })
    const { out, err } = await gong('calls list --from 7d -f table --limit 400', { env })
    expect(out).toContain('title')
    expect(out + err).not.toContain('\u001b')
  })

  it('has colour where FORCE_COLOR asks for it, and NO_COLOR has the last word', async () => {
    const forced = await gong('calls lst', { env: { FORCE_COLOR: '1' } })
    const none = await gong('calls lst', { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
    expect([forced.err.includes('\u001b['), none.err.includes('\u001b[')]).toEqual([true, false])
  })
})

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  it.each([LIST, `${LIST} -f jsonl`, '--help', '--version', `${LIST} -o /dev/full`])('is told for %s', async (line) => {
    const { exit, err } = await shell(`gong ${line} > /dev/full`)
    expect(exit).toBe(10)
    expect(err).toMatch(/^error: .*(full|no space left).*\n$/)
  })

  it('under stderr changes nothing of what is on stdout, nor the exit code', async () => {
    const whole = await shell('gong calls list --sandbox --from 7d 2> /dev/full')
    const wrong = await shell('gong calls lst 2> /dev/full')
    expect([whole.exit, JSON.parse(whole.out).length > 0, wrong.exit]).toEqual([0, true, 2])
  })
})

describe('Ctrl-C in the middle of a pull', () => {
  it.each([
    ['json', (out: string) => JSON.parse(out).length],
    [
      'jsonl',
      (out: string) =>
        out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)).length,
    ],
  ])('ends with 130 and whole %s', async (format, count) => {
    const { env } = await sandboxServer({ latency: 300 })
    const { says, kill, ended } = startGong(`calls list --from 170d -f ${format}`, { env })
    await says(/"id"/)
    kill('SIGINT')
    const { exit, out, err } = await ended
    expect([exit, err]).toEqual([
      130,
      expect.stringMatching(/^\d+ rows are written; to go on: .*\nerror: interrupted\n$/),
    ])
    expect(count(out) % 100).toBe(0)
    expect(count(out)).toBeLessThan(1000)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'keeps what the file of --out has so far, to be gone on with, after %s',
    async (signal) => {
      const folder = emptyFolder()
      const { env } = await sandboxServer({ latency: 300 })
      const line = `calls list --from 170d --debug -o ${join(folder, 'calls.csv.gz')}`
      const { says, kill, ended } = startGong(line, { env })
      await says(/< 200[\s\S]*< 200/, 'err')
      kill(signal)
      expect(await ended).toMatchObject({ exit: 130, out: '' })
      expect(readdirSync(folder)).toEqual(['calls.csv.gz.gong-journal', 'calls.csv.gz.gong-part'])
    },
  )

  it('ends the wait for an answer at once', async () => {
    const { env } = await sandboxServer({ faults: { stall: 1 } })
    const { says, kill, ended } = startGong('users list --debug', { env })
    await says(/> GET/, 'err')
    kill('SIGINT')
    expect(await ended).toMatchObject({ exit: 130 })
  })

  it('ends the wait before another try at once', async () => {
    const { env } = await sandboxServer({ faults: { 429: 1 } })
    const { says, kill, ended } = startGong('users list --debug', { env })
    await says(/trying again/, 'err')
    kill('SIGINT')
    expect(await ended).toMatchObject({ exit: 130 })
  })
})

it('leaves nothing in the home folder of somebody who only looks', async () => {
  const home = emptyFolder()
  await gong('calls list --sandbox --from 7d', { env: { HOME: home } })
  await gong('profiles list', { env: { HOME: home } })
  await gong('users list', { env: { HOME: home } })
  expect(readdirSync(home)).toEqual([])
})

// Each of these loads a library of its own, which the bundle must hand over whole.
it('keeps settings, packs files, picks with jq and speaks of zones as the built tool, too', async () => {
  const folder = emptyFolder()
  const env = { GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state') }
  const key = { ...env, GONG_KEY_FILE: join(folder, 'key') }
  const stdin = '{"accessKey":"a","accessKeySecret":"b"}'
  const line = 'profiles add work --no-check --time-zone Asia/Tokyo'
  expect(await gong(line, { env: key, stdin })).toMatchObject({ exit: 0 })
  expect((await gong('profiles use work', { env: key })).exit).toBe(0)
  expect((await gong('profiles list --jq .[0].timeZone', { env: key })).out).toBe('Asia/Tokyo\n')
  const out = join(folder, 'calls.csv.gz')
  expect((await gong(`calls list --sandbox --during yesterday --tz Asia/Tokyo -o ${out}`, { env })).exit).toBe(0)
  expect((await gong('privacy find +12025550178 --sandbox --jq .value', { env })).out).toBe('+12025550178\n')
})
