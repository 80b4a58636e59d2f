import { afterAll, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { home, KEYS, run } from '../../run.ts'
import { CHANGING_LINES } from '../../support/changing-lines.ts'
import { operationOf } from '../../support/fake-gong.ts'
import { lineFiles } from '../../support/line-files.ts'

const LINES = Object.entries(CHANGING_LINES).flatMap(([path, lines]) => lines.map((rest) => `${path} ${rest}`))
const files = await lineFiles()

afterAll(files.remove)

it.each(LINES)('gong %s --dry-run shows a request and sends nothing but look-ups', async (line) => {
  const { env } = await home()
  const { exit, requests, out, asked } = await run(`${files.fill(line)} --dry-run`, { env: { ...KEYS, ...env } })
  const changing = requests.filter((request) => operationOf(request)?.effect !== 'read')
  expect({ exit, changing, asked }).toEqual({ exit: 0, changing: [], asked: [] })
  const shown = [JSON.parse(out)].flat()
  expect(shown.length).toBeGreaterThan(0)
  for (const request of shown)
    expect(request).toMatchObject({ method: expect.stringMatching(/^(POST|PUT|PATCH|DELETE|GET)$/) })
})

it('leaves out no command that writes', async () => {
  const writing = commandsIn(await tree(entries)).filter(
    ({ command }) => command.effect !== 'read' && command.operations.some(({ effect }) => effect !== 'read'),
  )
  const missing = writing.map(({ path }) => path).filter((path) => !(path in CHANGING_LINES))
  expect(missing).toEqual([])
})

it('takes no turn of the pace, and counts no request of the day', async () => {
  const { env } = await home()
  const { GONG_RATE: _, ...keys } = KEYS
  const setting = { env: { ...keys, ...env, GONG_RATE: '0.1' } }
  for (const path of [
    'calls list --from 1d',
    'calls get 42',
    'tasks update 1 --user 2 --status done',
    'meetings delete 1 --organizer a@b.example',
  ]) {
    const { exit, waits, err } = await run(`${path} --dry-run --debug`, setting)
    expect({ exit, waits }).toEqual({ exit: 0, waits: [] })
    expect(err).not.toContain('of today')
  }
  const first = await run('calls list --from 1d --limit 1 --debug', setting)
  expect(first.err).toContain('request 1 of today')
  expect(first.waits).toEqual([])
})

it('counts against no --max-requests', async () => {
  const { exit, sent, out } = await run('users list --dry-run --max-requests 0')
  expect({ exit, sent, url: JSON.parse(out).url }).toEqual({
    exit: 0,
    sent: [],
    url: expect.stringContaining('/v2/users'),
  })
})

it.each(['completion bash', 'operations', 'profiles export work'])(
  'is refused for "gong %s", which sends nothing, and writes nothing',
  async (line) => {
    const { exit, out, err } = await run(`${line} -o kept.txt --dry-run`)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain('sends nothing, so there is no request to show')
  },
)
