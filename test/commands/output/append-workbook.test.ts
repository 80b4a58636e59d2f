import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { home, KEYS, run } from '../../run.ts'
import { anyText } from '../../support/any-text.ts'
import { network } from '../../support/fake-gong.ts'
import { type MadeWorkbook, madeWorkbook, zipped } from '../../support/made-workbook.ts'
import { type ReadCell, sheetRows, unzip } from '../../support/workbook.ts'

async function begin(content?: Uint8Array, name = 'calls.xlsx') {
  const { folder, env } = await home()
  const out = join(folder, name)
  if (content !== undefined) writeFileSync(out, content)
  const more = (line: string, setting = {}) => run(`${line} -o ${out}`, { env: { ...KEYS, ...env }, ...setting })
  const names = () => readdirSync(folder).filter((one) => !['state', 'config'].includes(one))
  const bytes = () => (name.endsWith('.gz') ? gunzipSync(readFileSync(out)) : readFileSync(out))
  return { folder, out, more, names, bytes, rows: (sheet = 1) => sheetRows(bytes(), sheet) }
}

/** Calls as Gong would list them, some of which change from day to day. */
function listing(calls: readonly { readonly id: string; readonly [field: string]: unknown }[]) {
  const records = { totalRecords: calls.length, currentPageSize: calls.length, currentPageNumber: 0 }
  return { network: network(() => ({ requestId: 'r', records, calls })) }
}

const byId = (rows: readonly (readonly ReadCell[])[]) =>
  [...rows].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))

describe.each(['xlsx', 'xlsx.gz'])('--append to %s', (ending) => {
  it('adds what is new, replaces what came again, and a repeated run changes no row', async () => {
    const { more, names, rows } = await begin(undefined, `calls.${ending}`)
    const line = 'calls list --tz Europe/Berlin --append id'
    expect((await more(`${line} --from 2026-05-10 --to 2026-05-13`)).exit).toBe(0)
    expect((await more(`${line} --from 2026-05-12 --to 2026-05-16`)).exit).toBe(0)
    const both = rows()
    const { exit, err } = await more(`${line} --from 2026-05-12 --to 2026-05-16`)
    expect([exit, rows()]).toEqual([0, both])
    expect(err).toMatch(/\d+ older rows replaced, \d+ rows in all/)
    const whole = await begin(undefined, `calls.${ending}`)
    await whole.more('calls list --from 2026-05-10 --to 2026-05-16 --tz Europe/Berlin')
    expect(byId(both)).toEqual(byId(whole.rows()))
    expect(names()).toEqual([`calls.${ending}`])
  })
})

describe('a workbook that is added to', () => {
  it('keeps ids as text, times as times, numbers as numbers, and what a person has typed', async () => {
    const { more, rows } = await begin()
    const line = 'calls list --from 2026-05-01 --utc --fields id,started,duration,isPrivate,title --append id'
    const call = { id: '7782342274025937895', started: '2026-05-01T09:30:00.5Z', duration: 1834, isPrivate: false }
    await more(
      line,
      listing([
        { ...call, title: '=1+1' },
        { ...call, id: '2', title: '0042' },
      ]),
    )
    await more(line, listing([{ ...call, id: '3', title: 'a\u0000\ud800b_x0041_\uffff' }]))
    const kept = [{ date: '2026-05-01 09:30:00' }, 1834, false]
    expect(rows()).toEqual([
      ['id', 'started', 'duration', 'isPrivate', 'title'],
      ['7782342274025937895', ...kept, '=1+1'],
      ['2', ...kept, '0042'],
      ['3', ...kept, 'ab_x0041_\ufffd'],
    ])
  })

  it('keeps days before 1900, and those of 1900 that spreadsheets count one too many of', async () => {
    const { out, more, bytes } = await begin()
    const line = 'calls list --from 2026-05-01 --utc --fields id,started --append id'
    await more(line, listing([{ id: '1', started: '1899-12-31T09:30:00Z' }]))
    const days = [1, 59, 61, 2_958_465].map(
      (serial, at) => `<c r="A${at + 3}" t="str"><v>a${at}</v></c><c r="B${at + 3}" s="4"><v>${serial}</v></c>`,
    )
    const typed = days.map((cells, at) => `<row r="${at + 3}">${cells}</row>`).join('')
    writeFileSync(out, inSheet('</sheetData>', `${typed}</sheetData>`)(bytes()))
    await more(line, listing([{ id: '2', started: '2026-05-01T09:30:00Z' }]))
    const xml = unzip(bytes()).get(SHEET) ?? ''
    expect([...xml.matchAll(/ s="4"><v>(\d+)</g)].map(([, serial]) => Number(serial))).toEqual([1, 59, 61, 2_958_465])
    expect(sheetRows(bytes())[1]).toEqual(['1', '1899-12-31T09:30:00.000Z'])
  })

  it('has its own columns in their order, whatever the order of --fields', async () => {
    const { more, rows } = await begin()
    await more('calls list --from 2026-05-01 --fields title,id --append id', listing([{ id: '1', title: 'a' }]))
    await more('calls list --from 2026-05-01 --fields id,title --append id', listing([{ id: '2', title: 'b' }]))
    expect(rows()).toEqual([
      ['title', 'id'],
      ['a', '1'],
      ['b', '2'],
    ])
  })

  it('says when it was begun, and which line has added to it last', async () => {
    const { more, bytes } = await begin()
    const about = () => sheetRows(bytes(), 2).map(([label, text]) => `${label}: ${text}`)
    await more('calls list --from 2d --append id')
    const written = about().find((line) => line.startsWith('Written'))
    expect(about().join('\n')).not.toContain('Begun')
    for (let time = 0; time < 2; time += 1) await more('calls list --from 1d --append id')
    expect(about()).toContain(written?.replace('Written', 'Begun'))
    expect(about().filter((line) => line.startsWith('Begun'))).toHaveLength(1)
    expect(about().join('\n')).toMatch(/Command: .*--from 1d/)
  })

  it('stays untouched, byte for byte, when nothing came or the run failed', async () => {
    const { more, bytes, names } = await begin()
    await more('calls list --from 1d --append id')
    const before = bytes()
    expect((await more('calls list --from 1d --append id', listing([]))).exit).toBe(0)
    expect((await more('calls list --from 30d --append id --max-requests 2')).exit).toBe(6)
    expect(bytes().equals(before)).toBe(true)
    expect(names()).toContain('calls.xlsx.gong-part')
    const { exit } = await more('calls list --from 30d --append id')
    expect([exit, names()]).toEqual([0, ['calls.xlsx']])
  })

  it('keeps the order of its columns, their widths, and rows in the order of a person', async () => {
    const { out, more, rows, bytes } = await begin()
    const line = 'calls list --from 2026-05-01 --fields title,id --append id'
    await more(
      line,
      listing([
        { id: '1', title: 'a' },
        { id: '2', title: 'b' },
      ]),
    )
    writeFileSync(
      out,
      edited(bytes(), 'xl/worksheets/sheet1.xml', (xml) => xml.replace(/width="\d+"/, 'width="33.5"')),
    )
    await more('calls list --from 2026-05-01 --fields title,id --append id', listing([{ id: '3', title: 'c' }]))
    expect(rows()).toEqual([
      ['title', 'id'],
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    expect(unzip(bytes()).get('xl/worksheets/sheet1.xml')).toContain('width="33.5"')
  })

  it('keeps all rows of one run that share a key, says so, and replaces them together', async () => {
    const { more, rows } = await begin()
    const line = 'calls list --from 2d --append scope'
    expect((await more(line)).err).toMatch(/new rows have the same scope as another one; all of them were kept/)
    const before = rows()
    await more(line)
    expect(rows()).toEqual(before)
  })

  it('has periods as rows, of which the one that goes on is replaced', async () => {
    const { more, rows } = await begin(undefined, 'reps.xlsx')
    const line = 'report reps --per week --append userId,from'
    expect((await more(`${line} --from 2026-05-04 --to 2026-05-17`)).exit).toBe(0)
    const before = rows()
    expect((await more(`${line} --from 2026-05-13 --to 2026-05-17`)).exit).toBe(0)
    expect(byId(rows())).toEqual(byId(before))
  })

  it('is what jq and --sort make, and the name has placeholders', async () => {
    const { folder, env } = await home()
    for (let time = 0; time < 2; time += 1) {
      const line = `users list --jq 'select(.id != null) | {id, title}' --sort -id --append id -o '${folder}/users-{today}.xlsx'`
      const { exit, err } = await run(line, { env: { ...KEYS, ...env } })
      expect([exit, err]).toEqual([0, expect.stringContaining('rows in all')])
    }
    const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.xlsx'))
    const ids = sheetRows(readFileSync(join(folder, name))).map(([id]) => String(id))
    expect(ids.length).toBeGreaterThan(10)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('goes on from the last run', async () => {
    const { more, rows } = await begin()
    const line = 'calls list --since last --overlap 3d --from 2026-05-10 --append id'
    for (let time = 0; time < 2; time += 1) expect((await more(line)).exit).toBe(0)
    const ids = rows().map(([id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('holds after any number of runs what the newest run of each key said', async () => {
    const title = anyText({ minLength: 1, maxLength: 6 })
    const id = fc.integer({ min: 1, max: 9 }).map(String)
    const calls = fc.uniqueArray(fc.record({ id, title }), { selector: (call) => call.id, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 4 }), async (all) => {
        const { more, rows } = await begin()
        const truth = new Map<string, string>()
        const plain = await begin()
        for (const some of all) {
          const line = 'calls list --from 2026-05-01 --fields id,title'
          expect((await more(`${line} --append id`, listing(some))).exit).toBe(0)
          await plain.more(line, listing(some))
          for (const [key, text] of plain.rows().slice(1)) truth.set(String(key), String(text ?? ''))
        }
        expect(
          new Map(
            rows()
              .slice(1)
              .map(([key, text]) => [String(key), String(text ?? '')]),
          ),
        ).toEqual(truth)
        expect(rows()).toHaveLength(truth.size + 1)
      }),
      { numRuns: 12 },
    )
  })
})

/** The same workbook with one part changed, or added. */
function edited(bytes: Buffer, path: string, edit: (xml: string) => string): Buffer {
  const parts = unzip(bytes)
  return zipped({ ...Object.fromEntries(parts), [path]: edit(parts.get(path) ?? '') })
}

const SHEET = 'xl/worksheets/sheet1.xml'
const inSheet = (from: string | RegExp, to: string) => (bytes: Buffer) =>
  edited(bytes, SHEET, (xml) => xml.replace(from, to))
const after = (xml: string) => inSheet('</sheetData>', `</sheetData>${xml}`)
const row = (cells: string) => inSheet('</sheetData>', `<row r="9">${cells}</row></sheetData>`)

describe('a workbook is refused with what to do, and nothing is sent,', () => {
  it.each<[string, (bytes: Buffer) => Buffer, string | RegExp]>([
    [
      'with a formula',
      row('<c r="A9" t="str"><f>1+1</f><v>2</v></c>'),
      'has a formula in cell A9, which would be lost',
    ],
    ['with an error', row('<c r="A9" t="e"><v>#N/A</v></c>'), 'has #N/A in cell A9'],
    [
      'with something beside the columns',
      row('<c r="A9"><v>1</v></c><c r="F9"><v>1</v></c>'),
      'has something beside the columns in cell F9',
    ],
    [
      'with a column of others',
      inSheet('</c></row>', '</c><c r="C1" t="str"><v>note</v></c></row>'),
      'has other columns: only the file has note',
    ],
    ['without a column', inSheet(/<c r="B1".*?<\/c>/, ''), 'has other columns: only this run has title'],
    [
      'with merged cells',
      after('<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'),
      'has merged cells, which would be lost',
    ],
    [
      'with a picture',
      (bytes) => edited(bytes, 'xl/drawings/drawing1.xml', () => '<wsDr><oneCellAnchor/></wsDr>'),
      'has a chart or a picture',
    ],
    ['with rules of colours', after('<conditionalFormatting sqref="A1"/>'), 'has cells that are coloured by rules'],
    [
      'with a filter that is set',
      after('<autoFilter ref="A1"><filterColumn colId="0"/></autoFilter>'),
      'has a filter that hides rows',
    ],
    ['with something unknown', after('<marsRover/>'), 'has <marsRover> on a sheet'],
    ['with a hidden column', inSheet('<col ', '<col hidden="1" '), 'has a column that is hidden'],
    [
      'with a coloured cell',
      (bytes) => edited(row('<c r="A9" s="5"><v>1</v></c>')(bytes), 'xl/styles.xml', coloured),
      'has a colour, a line or letters of its own in cell A9',
    ],
    ['with bold letters', row('<c r="A9" s="1"><v>1</v></c>'), 'has a colour, a line or letters of its own in cell A9'],
    ['with another sheet', (bytes) => withSheet(bytes, 'Notes'), 'has a sheet "Notes", which would be lost'],
    [
      'with a hidden sheet',
      (bytes) => edited(bytes, 'xl/workbook.xml', (xml) => xml.replace('name="about"', 'name="about" state="hidden"')),
      'has a sheet "about" that is hidden',
    ],
    [
      'with a named range',
      (bytes) =>
        edited(bytes, 'xl/workbook.xml', (xml) =>
          xml.replace('</definedNames>', '<definedName name="mine">A1</definedName></definedNames>'),
        ),
      'has a name "mine"',
    ],
    [
      'with a pivot table',
      (bytes) => edited(bytes, 'xl/pivotTables/pivotTable1.xml', () => '<a/>'),
      'has a pivot table',
    ],
    ['with macros', (bytes) => edited(bytes, 'xl/vbaProject.bin', () => 'x'), 'has macros'],
    [
      'with a row without a key',
      row('<c r="B9"><v>1</v></c>'),
      'row 9 has no value in id, so that nothing tells it from others',
    ],
    [
      'with a rounded id',
      row('<c r="A9"><v>1.68880000000000E+17</v></c>'),
      'row 9 has 168880000000000000 for id, a number that a spreadsheet has rounded',
    ],
    [
      'with an id as Excel shows it',
      row('<c r="A9" t="str"><v>1,04E+17</v></c>'),
      'row 9 has "1,04E+17" for id, a number as a spreadsheet saves it',
    ],
    [
      'which is a workbook of others',
      () => madeWorkbook({ sheets: { Sheet1: '' } } satisfies MadeWorkbook),
      'is no workbook that gong has written',
    ],
    ['which is no workbook', () => Buffer.from('id,title\n'), 'cannot be read as a workbook: it is no .xlsx'],
    [
      'which is not whole',
      (bytes) => bytes.subarray(0, bytes.length - 30),
      'cannot be read as a workbook: it is damaged or not whole',
    ],
  ])('%s', async (_, edit, message) => {
    const { out, more, bytes } = await begin()
    const line = 'users list --fields id,title --append id'
    await more(`${line} --limit 3`)
    const content = edit(bytes())
    expect(content.equals(bytes())).toBe(false)
    writeFileSync(out, content)
    const { exit, err, sent } = await more(line)
    expect(err).toMatch(message)
    expect([exit, sent, bytes().equals(content)]).toEqual([2, [], true])
  })

  it('where its times are those of another zone', async () => {
    const { more } = await begin()
    const line = 'calls list --from 2026-05-15 --append id'
    await more(`${line} --tz Europe/Berlin`)
    const { exit, err, sent } = await more(`${line} --tz America/New_York`)
    expect(err).toMatch(/the times in .* are those of Europe\/Berlin, and this run's of America\/New_York/)
    expect([exit, sent]).toEqual([2, []])
    expect((await more(`${line} --tz Europe/Berlin`)).exit).toBe(0)
  })

  it.each(['~$calls.xlsx', '.~lock.calls.xlsx#'])('where %s says that somebody has it open', async (lock) => {
    const { folder, more } = await begin()
    await more('calls list --from 1d --append id')
    writeFileSync(join(folder, lock), 'Ana')
    const { exit, err, sent } = await more('calls list --from 1d --append id')
    expect(err).toContain('calls.xlsx is open in a spreadsheet')
    expect([exit, sent]).toEqual([9, []])
  })

  it('for a key that no column has', async () => {
    const { more } = await begin()
    const { exit, err, sent } = await more('users list --fields id,title --append idd')
    expect(err).toContain('there is no field "idd" here; did you mean "id"?')
    expect([exit, sent]).toEqual([2, []])
    await more('users list --fields id,title --append id')
    const again = await more('users list --fields id,title --append id,nope')
    expect(again.err).toMatch(/has no column "nope"\n {2}try: it has id, title/)
    expect([again.exit, again.sent]).toEqual([2, []])
  })
})

it('a workbook that became another one while the rows came is left alone', async () => {
  const { folder, out, more, names, bytes } = await begin()
  await more('calls list --from 1d --append id')
  const other = join(folder, 'other.xlsx')
  writeFileSync(other, madeWorkbook({ sheets: { Sheet1: '' } }))
  const { exit, err } = await more('calls list --from 2d --append id', {
    network: network(() => {
      renameSync(other, out)
      return {
        requestId: 'r',
        records: { totalRecords: 1, currentPageSize: 1, currentPageNumber: 0 },
        calls: [{ id: '1' }],
      }
    }),
  })
  expect(err).toContain('is no workbook that gong has written')
  expect([exit, names(), unzip(bytes()).has('xl/worksheets/sheet2.xml')]).toEqual([10, ['calls.xlsx'], false])
})

function coloured(xml: string): string {
  return xml
    .replace(
      '</fills>',
      '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>',
    )
    .replace('</cellXfs>', '<xf numFmtId="0" fontId="0" fillId="2" borderId="0"/></cellXfs>')
}

function withSheet(bytes: Buffer, name: string): Buffer {
  const added = edited(bytes, 'xl/workbook.xml', (xml) =>
    xml.replace('</sheets>', `<sheet name="${name}" sheetId="9" r:id="rId2"/></sheets>`),
  )
  return added
}
