import { expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { placed, tree } from '../../../src/cli/tree.ts'
import { home, KEYS, run } from '../../run.ts'

/** Lines of every command that writes to Gong, each with what it needs; a file is one that the test makes. */
const LINES: { readonly [path: string]: string } = {
  'calls create': '--client-id c --direction inbound --started 2026-05-18T09:00:00Z --host 1 --party user=1',
  'calls access grant': '1 --user 2',
  'calls access revoke': '1 --user 2',
  'permissions create': '-w 1 --name New',
  'crm integration register': '--name N --owner a@b.example',
  'crm integration delete': '1 --request r',
  'flows assign': '1 p --owner a@b.example',
  'flows bulk-assign': '--set flowId=1 --set flowInstanceOwnerEmail=a@b.example --set prospects[0].crmId=1',
  'flows unassign': 'p --all-flows --by a@b.example',
  'tasks update': '1 --user 2 --status done',
  'meetings create': '--organizer a@b.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --invite c@d.example',
  'meetings update': '1 --organizer a@b.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --invite c@d.example',
  'meetings delete': '1 --organizer a@b.example',
  'engagement action': '--system Binder --at now',
  'engagement viewed': '--system Binder --at now --content-id g --url https://a.example --title T --email a@b.example',
  'engagement shared': '--system Binder --at now --content-id g --url https://a.example --title T',
  'engagement interaction': '--event-id e --at now --type t --title T --email a@b.example',
  'settings integration': '--type dialer --origin https://a.example',
  'ai ask': 'account:1 Why? -w 1',
  'ai brief': 'account:1 --brief x -w 1',
}

/** What reads first to know what it would send, or sends a file: their own tests have the dry run. */
const ELSEWHERE = [
  'api',
  'calls upload',
  'crm objects upload',
  'crm schema set',
  'permissions update',
  'privacy erase',
  'privacy erase-list',
]

it.each(Object.entries(LINES))('gong %s --dry-run shows a request and sends nothing', async (path, rest) => {
  const { exit, sent, out, asked } = await run(`${path} ${rest} --dry-run`)
  expect({ exit, sent, asked }).toEqual({ exit: 0, sent: [], asked: [] })
  expect(JSON.parse(out)).toMatchObject({ method: expect.stringMatching(/^(POST|PUT|PATCH|DELETE|GET)$/) })
})

it('leaves out no command that writes', async () => {
  const writing = placed(await tree(entries)).filter(
    ({ command }) => command.effect !== 'read' && command.operations.some(({ effect }) => effect !== 'read'),
  )
  const missing = writing.map(({ path }) => path).filter((path) => !(path in LINES) && !ELSEWHERE.includes(path))
  expect(missing).toEqual([])
})

it('takes no turn of the pace, and counts no request of the day', async () => {
  const { env } = await home()
  const { GONG_RATE: _, ...keys } = KEYS
  const setting = { env: { ...keys, ...env, GONG_RATE: '0.1' } }
  for (const path of [
    'calls list --from 1d',
    'calls get 42',
    'calls access grant 1 --user 2',
    'flows assign 1 p --owner a@b.example',
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
