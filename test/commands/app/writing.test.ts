import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FULL_COMPANY, home, KEYS, run } from '../../run.ts'
import { network, paged } from '../../support/fake-gong.ts'

const LIST = 'calls list --from 2026-05-01'
const rows = [
  { id: '1', title: 'One' },
  { id: '2', title: 'Two' },
]
const two = () => paged(1, () => rows)
const PICKED = { json: '[\n{"id":"1","title":"One"},\n{"id":"2","title":"Two"}\n]\n', csv: 'id,title\n1,One\n2,Two\n' }
const JSONL = '{"id":"1","title":"One"}\n{"id":"2","title":"Two"}\n'

/** A folder with one file in it, `old.csv`. */
async function folderWithOld(): Promise<string> {
  const { folder } = await home()
  await writeFile(join(folder, 'old.csv'), 'old')
  return folder
}

describe('--out', () => {
  it.each([
    ['a.csv', '', PICKED.csv],
    ['a.tsv', '', PICKED.csv.replaceAll(',', '\t')],
    ['a.json', '', PICKED.json],
    ['a.jsonl', '', JSONL],
    ['a.txt', '-f json', PICKED.json],
    ['a.CSV.gz', '', PICKED.csv],
    ['a.gz', '-f jsonl', JSONL],
    ['a.jsonl', '--jq .title', 'One\nTwo\n'],
    ['a.json.gz', "--jq '.[1].id'", '2\n'],
  ])('%s %s', async (name, flags, text) => {
    const { folder } = await home()
    const line = `${LIST} --fields id,title -o ${join(folder, name)} ${flags}`
    const { exit, out } = await run(line, { network: two(), terminal: true })
    const bytes = await readFile(join(folder, name))
    expect({ exit, out }).toEqual({ exit: 0, out: '' })
    expect((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(text)
  })

  it.each([
    ['breaks', '', 7],
    ['is out of requests', '--max-requests 1', 6],
  ])('leaves the old file as it was, and the rows so far beside it, when the pull %s', async (_, flags, exit) => {
    const folder = await folderWithOld()
    const breaking = network((_request, page) =>
      page === 0 ? { requestId: 'r', records: { cursor: 'next' }, calls: [{ id: '1' }] } : '<html>',
    )
    const line = `${LIST} --fields id --no-retry -o ${join(folder, 'old.csv')} ${flags}`
    const ran = await run(line, { network: breaking })
    expect(ran.exit).toBe(exit)
    expect(await readdir(folder)).toEqual(['old.csv', 'old.csv.gong-journal', 'old.csv.gong-part'])
    expect(await readFile(join(folder, 'old.csv'), 'utf8')).toBe('old')
    expect(await readFile(join(folder, 'old.csv.gong-part'), 'utf8')).toBe('id\n1\n')
  })

  it('leaves nothing beside the old file when the first page does not come', async () => {
    const folder = await folderWithOld()
    await run(`${LIST} --no-retry -o ${join(folder, 'old.csv')}`, { network: network(() => '<html>') })
    expect(await readdir(folder)).toEqual(['old.csv'])
  })

  it('leaves the old file as it was on Ctrl-C', async () => {
    const folder = await folderWithOld()
    const stop = new AbortController()
    const stopping = network(() => {
      stop.abort()
      return { requestId: 'r', calls: [] }
    })
    const ran = await run(`${LIST} -o ${join(folder, 'old.csv')}`, { network: stopping, interrupted: stop.signal })
    expect(ran.exit).toBe(130)
    expect(await readdir(folder)).toEqual(['old.csv'])
    expect(await readFile(join(folder, 'old.csv'), 'utf8')).toBe('old')
  })

  it.runIf(process.platform === 'linux')('says that the disk is full', async () => {
    const { exit, err } = await run(`${LIST} -o /dev/full`, { network: two() })
    expect(exit).toBe(10)
    expect(err).toContain('cannot write /dev/full: no space is left on the disk')
  })

  it.each([
    ['a folder that is not there', 'none/a.csv', 'its folder does not exist'],
    ['a folder', 'folder', 'it is a folder'],
    ['a file for a folder', 'old.csv/a.csv', 'a part of its path is not a folder'],
  ])('refuses %s before even a name is looked up', async (_, name, why) => {
    const folder = await folderWithOld()
    await mkdir(join(folder, 'folder'))
    const { exit, err, sent } = await run(`calls list --from 1d -w 'sales americas' -o ${join(folder, name)}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(why)
  })
})

describe('--dry-run', () => {
  it('shows the exact request as one object, without the secret, and sends nothing', async () => {
    const { exit, out, sent } = await run(`calls details 42 --crm basic --with brief --dry-run`)
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse(out)).toEqual({
      method: 'POST',
      url: 'https://api.gong.io/v2/calls/extensive',
      headers: {
        authorization: '***',
        accept: 'application/json',
        'user-agent': 'gong-cli',
        'content-type': 'application/json',
      },
      body: {
        filter: { callIds: ['42'] },
        contentSelector: { context: 'Basic', exposedFields: { content: { brief: true } } },
      },
    })
  })

  it.each(['--fields title', '-f raw', '--limit 1', '-f jsonl'])('shows it with %s too', async (flags) => {
    const { out } = await run(`${LIST} --dry-run ${flags}`)
    expect(JSON.parse(out)).toMatchObject({ method: 'GET' })
  })

  it('is filtered by --jq, which is said', async () => {
    const { out, err } = await run(`${LIST} --dry-run --jq .method`)
    expect({ out, err }).toEqual({ out: 'GET\n', err: expect.stringContaining('--jq filters those') })
  })

  it('shows it on stdout and writes no file when rows would go to one', async () => {
    const folder = await folderWithOld()
    const { out } = await run(`${LIST} --dry-run -o ${join(folder, 'old.csv')}`)
    expect(JSON.parse(out)).toMatchObject({ method: 'GET' })
    expect(await readFile(join(folder, 'old.csv'), 'utf8')).toBe('old')
  })

  it('is a card of two columns on a terminal', async () => {
    const { out } = await run(`calls details 42 --dry-run`, { terminal: true })
    await expect(out).toMatchFileSnapshot('../../golden/dry-run.txt')
  })

  it('says that it shows a look-up when the request itself depends on one', async () => {
    const { out, err, sent } = await run('calls list --from 1d -w Enterprise --dry-run')
    expect(sent).toEqual([])
    expect(JSON.parse(out).url).toBe('https://api.gong.io/v2/workspaces')
    expect(err).toContain('looks up a name')
  })
})

describe('--debug', () => {
  it('tells each request and each answer on a line of stderr', async () => {
    const { err } = await run(`${LIST} --to 2026-05-02 --debug`, { network: two() })
    expect(err.trim().split('\n')).toEqual([
      '> GET /v2/calls?fromDateTime=2026-05-01T00%3A00%3A00%2B02%3A00&toDateTime=2026-05-02T00%3A00%3A00%2B02%3A00',
      '< 200 in 0 ms, 110 bytes, requestId req-0',
    ])
  })

  it.each([
    ['a cursor', 'calls list --during last-month --limit 101', /cursor=(?!\*)/],
    ['an address', 'api GET /v2/data --query emailAddress=buyer@customer.example', /buyer|customer/],
    ['an address in the path', 'api GET /v2/users/buyer@customer.example', /buyer|customer/],
    ['a number', 'api GET /v2/data --query phone=+12025550100', /2025550100/],
    ['a number in the path', 'api GET /v2/data/+12025550100/x', /2025550100/],
    ['what nobody knows', 'api GET /v2/data --query anything=Acme', /Acme/],
  ])('never shows %s', async (_, line, private_) => {
    const { err } = await run(`${line} --debug`)
    expect(err).toContain('***')
    expect(err).not.toMatch(private_)
  })

  it('never shows a credential, in any spelling', async () => {
    const failing = network(() => ({ requestId: 'r', errors: ['Unexpected'] }), 500)
    const { err } = await run(`${LIST} --debug`, { network: failing })
    expect(err).toContain('trying again in')
    for (const text of [KEYS.GONG_ACCESS_KEY_SECRET, btoa('sandbox:sandbox-secret'), 'uthorization', 'Basic'])
      expect(err).not.toContain(text)
  })
})

it.each(['--quiet', '-q', '-qf jsonl'])('%s leaves stderr empty', async (flags) => {
  const { err } = await run(`calls list ${flags} --limit 1`)
  expect(err).toBe('')
})

it('--log json makes every line of stderr an object', async () => {
  const { err } = await run('calls list --log json --debug --max-requests 1', FULL_COMPANY)
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ level }) => level)).toEqual(['note', 'debug', 'debug', 'page', 'error'])
  expect(lines.at(-1)).toMatchObject({ kind: 'limited', exit: 6 })
})

it('the table of calls looks like this', async () => {
  const { out } = await run('calls list --during yesterday --limit 8', { ...FULL_COMPANY, terminal: true })
  await expect(out).toMatchFileSnapshot('../../golden/calls.txt')
})
