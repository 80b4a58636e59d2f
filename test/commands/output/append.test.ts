import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { home, KEYS, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

async function begin(name = 'calls.csv') {
  const { folder, env } = await home()
  const out = join(folder, name)
  const more = (line: string, setting = {}) => run(`${line} -o ${out}`, { env: { ...KEYS, ...env }, ...setting })
  const names = () => readdirSync(folder).filter((one) => !['state', 'config'].includes(one))
  return { folder, out, more, names, text: () => readFileSync(out, 'utf8') }
}

const idsIn = (text: string) =>
  text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0])

describe.each(['csv', 'tsv', 'jsonl', 'csv.gz', 'jsonl.gz'])('--append to %s', (ending) => {
  const read = (path: string) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString()

  it('adds what is new, replaces what came again, and a repeated run changes nothing', async () => {
    const { out, more, names } = await begin(`calls.${ending}`)
    const line = 'calls list --append id'
    expect((await more(`${line} --from 2026-05-10 --to 2026-05-13`)).exit).toBe(0)
    expect((await more(`${line} --from 2026-05-12 --to 2026-05-16`)).exit).toBe(0)
    const both = read(out)
    const { err } = await more(`${line} --from 2026-05-12 --to 2026-05-16`)
    expect(read(out)).toBe(both)
    expect(err).toMatch(/\d+ older rows replaced, \d+ rows in all/)
    const whole = await begin(`calls.${ending}`)
    await whole.more('calls list --from 2026-05-10 --to 2026-05-16')
    expect(both.split('\n').sort()).toEqual(read(whole.out).split('\n').sort())
    expect(names()).toEqual([`calls.${ending}`])
  })
})

describe('a file that is added to', () => {
  it('keeps what a person wrote, byte for byte, and its ends of line, also where it lacks the last', async () => {
    const { out, more, text } = await begin('users.csv')
    await more('users list --fields id,firstName --limit 2 --append id')
    const own = `${text().replaceAll('\n', '\r\n')}1,"two\nlines, ""quoted"""\r\n2,=SUM(A1)`
    writeFileSync(out, own)
    await more('users list --fields id,firstName --limit 1 --append id')
    const [header, first, ...rest] = own.split('\r\n')
    expect(text()).toBe(`${[header, ...rest].join('\r\n')}\r\n${first}\r\n`)
  })

  it('keeps its byte order mark and its mode', async () => {
    const { out, more, text } = await begin('users.csv')
    writeFileSync(out, '\uFEFFid,firstName\n1,Ann\n', { mode: 0o600 })
    expect((await more('users list --fields id,firstName --limit 1 --append id')).exit).toBe(0)
    expect(text()).toMatch(/^\uFEFFid,firstName\n1,Ann\n\d+,/)
    expect(statSync(out).mode & 0o777).toBe(0o600)
  })

  it('keeps the order of its columns', async () => {
    const { out, more, text } = await begin('users.csv')
    writeFileSync(out, 'firstName,id\nAnn,1\n')
    expect((await more('users list --fields id,firstName --limit 1 --append id')).exit).toBe(0)
    expect(text()).toMatch(/^firstName,id\nAnn,1\n[^,\d]+,\d+\n$/)
  })

  it('is begun where it is not there, or is empty', async () => {
    const { out, more, text } = await begin()
    writeFileSync(out, '')
    await more('calls list --from 1d --append id')
    expect(text()).toMatch(/^id,/)
  })

  it('stays untouched when nothing came', async () => {
    const { out, more } = await begin()
    await more('calls list --from 1d --append id')
    const before = statSync(out, { bigint: true })
    expect((await more('calls list --from 1d --append id', { network: listing(() => []) })).exit).toBe(0)
    expect(statSync(out, { bigint: true }).mtimeNs).toBe(before.mtimeNs)
  })

  it('stays as it was when the run fails', async () => {
    const { more, text, names } = await begin()
    await more('calls list --from 1d --append id')
    const before = text()
    const { exit } = await more('calls list --from 30d --append id --max-requests 2')
    expect([exit, text()]).toEqual([6, before])
    expect(names()).toContain('calls.csv.gong-part')
    const { exit: again } = await more('calls list --from 30d --append id')
    expect([again, names()]).toEqual([0, ['calls.csv']])
    expect(new Set(idsIn(text())).size).toBe(idsIn(text()).length)
  })

  it('keeps all rows of one run that share a key, says so, and replaces them together', async () => {
    const { more, text } = await begin('calls.csv')
    const line = 'calls list --from 2d --append scope'
    expect((await more(line)).err).toMatch(/new rows have the same scope as another one; all of them were kept/)
    const before = text()
    await more(line)
    expect(text()).toBe(before)
  })
})

describe('--append is refused, and nothing is sent,', () => {
  const file = (content: string | Uint8Array) => ({ content })
  it.each([
    [
      'for other columns',
      'users list --fields id,title',
      'id',
      file('id,firstName\n1,Ann\n'),
      /only the file has firstName; only this run has title/,
    ],
    [
      'for another separator',
      'users list --fields id,title',
      'id',
      file('id;title\n1;CEO\n'),
      /x.csv is separated by semicolons, and csv by commas/,
    ],
    [
      'for a row with too few cells',
      'users list --fields id,title',
      'id',
      file('id,title\n1\n'),
      /line 2 has 1 cell, and not 2/,
    ],
    [
      'for a row without a key',
      'users list --fields id,title',
      'id',
      file('id,title\n,CEO\n'),
      /line 2 has no value in id/,
    ],
    [
      'for a quote that is never closed',
      'users list --fields id,title',
      'id',
      file('id,title\n1,"CEO\n'),
      /the quote in line 2 is never closed/,
    ],
    [
      'for text that is not UTF-8',
      'users list --fields id,title',
      'id',
      file(Buffer.from([0x69, 0x64, 0xe9, 0x0a])),
      /is not UTF-8/,
    ],
    [
      'for a misspelt key',
      'users list --fields id,title',
      'idd',
      undefined,
      /there is no field "idd" here; did you mean "id"\?/,
    ],
    [
      'for a key that is not among the columns',
      'users list --fields title',
      'id',
      undefined,
      /there is no field "id" here/,
    ],
    ['for no key', 'users list', ',', undefined, /needs the fields that tell rows apart/],
    ['for JSON', 'users list -f json', 'id', undefined, /json is one list with an end/],
    ['for a page', 'users list -f html', 'id', undefined, /a page is made as a whole/],
    ['with --if-exists', 'users list --if-exists skip', 'id', undefined, /leave out --if-exists/],
    ['for a change', 'meetings delete 1 --organizer a@b.example --yes', 'id', undefined, /does more than read/],
  ])('%s', async (_, line, key, there, message) => {
    const { out, more } = await begin(`x.${/-f (\w+)/.exec(line)?.[1] ?? 'csv'}`)
    if (there !== undefined) writeFileSync(out, there.content)
    const { exit, err, sent } = await more(`${line} --append ${key}`)
    expect(err).toMatch(message)
    expect([exit, sent]).toEqual([2, []])
    if (there !== undefined) expect(readFileSync(out)).toEqual(Buffer.from(there.content))
  })

  it.each([
    ['{"id":"1"}\n[2]\n', /line 2 is no JSON object/],
    ['{"id":"1"}\n{"id":null}\n', /line 2 has no value in id/],
    ['{"id":"1"}\n{"id":', /line 2 is no JSON object/],
  ])('for lines of JSON such as %j', async (content, message) => {
    const { out, more } = await begin('users.jsonl')
    writeFileSync(out, content)
    const { exit, err, sent } = await more('users list --append id')
    expect(err).toMatch(message)
    expect([exit, sent]).toEqual([2, []])
  })

  it('without --out, and through a link or into a device', async () => {
    const { folder, out } = await begin()
    expect((await run('users list --append id')).exit).toBe(2)
    writeFileSync(out, '')
    symlinkSync(out, join(folder, 'link.csv'))
    symlinkSync(join(folder, 'nowhere.csv'), join(folder, 'loose.csv'))
    for (const path of [join(folder, 'link.csv'), join(folder, 'loose.csv'), '/dev/null']) {
      const { exit, sent } = await run(`users list -f csv --append id -o ${path}`, { env: KEYS })
      expect([exit, sent]).toEqual([2, []])
    }
    expect(readdirSync(folder).filter((name) => name.includes('nowhere'))).toEqual([])
  })
})

describe('a file that is added to by', () => {
  it.each([
    ['sorted rows', '--sort -id --fields id,title'],
    ['rows with a byte order mark', '--bom --fields id,title'],
    ['rows that jq made', "--jq 'select(.id != null) | {id, title}'"],
  ])('%s has one header, and each row once', async (_, flags) => {
    const { more, text } = await begin('users.csv')
    for (let time = 0; time < 2; time++)
      expect((await more(`users list ${flags} --append id`)).err).not.toMatch(/^error/m)
    const rows: { id: string; title: string }[] = parse(text(), { columns: true, bom: true })
    expect(rows.length).toBeGreaterThan(10)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(text().match(/id,title/g)).toHaveLength(1)
  })
})

/** Calls as Gong would list them, some of which change from day to day. */
function listing(calls: () => readonly { readonly id: string; readonly title: string }[]): HttpTransport {
  return network(() => ({
    requestId: 'r',
    records: { totalRecords: calls().length, currentPageSize: calls().length, currentPageNumber: 0 },
    calls: calls(),
  }))
}

it('holds after any number of runs what the newest run of each key said', async () => {
  const title = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ';', "'", '=', 'é', '\t'), maxLength: 6 })
  const runs = fc.array(
    fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 9 }).map(String), title }), {
      selector: ({ id }) => id,
      maxLength: 6,
    }),
    { minLength: 1, maxLength: 5 },
  )
  await fc.assert(
    fc.asyncProperty(runs, fc.constantFrom('csv', 'jsonl'), async (all, ending) => {
      const { out, more, text } = await begin(`calls.${ending}`)
      const truth = new Map<string, string>()
      for (const calls of all) {
        const { exit } = await more('calls list --from 2026-05-01 --fields id,title --no-guard --append id', {
          network: listing(() => calls),
        })
        expect(exit).toBe(0)
        for (const { id, title: its } of calls) truth.set(id, its)
      }
      const rows =
        ending === 'csv'
          ? parse(text(), { columns: true })
          : text()
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line))
      expect(Object.fromEntries(rows.map((row: { id: string; title: string }) => [row.id, row.title]))).toEqual(
        Object.fromEntries([...truth].map(([id, its]) => [id, its])),
      )
      expect(rows).toHaveLength(truth.size)
      expect(out).toContain(ending)
    }),
    { numRuns: 25 },
  )
})
