import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, KEYS, type Ran, run } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'

const UTF16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
const BIG_ENDIAN = (text: string) => UTF16(text).swap16()

/** Runs a line in which FILE stands for a file of these bytes; `-` reads them from stdin. */
async function given(line: string, bytes: Uint8Array, name = 'input.csv'): Promise<Ran> {
  const { folder, env } = await home()
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const words = line.split(' ').map((word) => word.replace('FILE', path))
  return await run(words, { env: { ...KEYS, ...env }, stdin: bytes })
}

describe('text that is not UTF-8 is refused by', () => {
  it.each([
    ['calls details @FILE'],
    ['calls details -'],
    ['calls list --workspace 1 --from 7d --fields id --jq . --limit 1 --sandbox --encoding utf-99'],
    ['users search --body @FILE'],
    ['api POST /v2/users/extensive --body @FILE'],
    ['api POST /v2/users/extensive --body -'],
    ['flows bulk-assign 1 --owner a@b.example --file FILE'],
    ['privacy erase-list FILE --dry-run'],
    ['privacy erase-list - --dry-run'],
    ['privacy verify FILE'],
    ['crm objects upload account FILE --integration 1'],
    ['crm schema set account FILE --integration 1'],
    ['profiles import FILE'],
    ['profiles add p --no-check'],
  ])('%s, and nothing is sent', async (line) => {
    const { exit, sent, err } = await given(line, Buffer.from('email,name\na@b.example,Éva\n', 'latin1'))
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    if (line.includes('utf-99')) expect(err).toContain('--encoding: "utf-99" is no encoding')
    else expect(err).toMatch(/is not UTF-8; it looks like windows-1252\n {2}try: add --encoding windows-1252/)
  })
})

describe('the encoding that it looks like is named:', () => {
  it.each([
    ['windows-1252', Buffer.from([0x61, 0x93, 0x62, 0x94, 0x0a])],
    ['windows-1252', Buffer.from('Mél\n', 'latin1')],
    ['windows-1251', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0a])],
    ['utf-16le', UTF16('a@b.example\n').subarray(2)],
    ['utf-16be', BIG_ENDIAN('a@b.example\n').subarray(2)],
    ['utf-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['shift_jis', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x0a])],
  ])('%s', async (name, bytes) => {
    const { exit, err } = await given('privacy erase-list FILE --dry-run', bytes)
    expect([exit, err]).toEqual([2, expect.stringContaining(`it looks like ${name}`)])
  })
})

describe('text is read', () => {
  const IDS = '11\r\n12\r\n'

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${IDS}`), ''],
    ['UTF-16 with one', UTF16(IDS), ''],
    ['UTF-16 of the other order with one', BIG_ENDIAN(IDS), ''],
    ['UTF-16 without one, that is named', UTF16(IDS).subarray(2), ' --encoding utf-16le'],
  ])('as %s, from a file and from stdin', async (_, bytes, flag) => {
    for (const list of ['@FILE', '-']) {
      const { requests } = await given(`calls details ${list}${flag}`, bytes)
      expect(bodyOf(requests[0]).filter).toEqual({ callIds: ['11', '12'] })
    }
  })

  it('as Latin-1 when that is said, each sign as it was meant', async () => {
    const bytes = Buffer.from('email,firstName,lastName\r\nx@y.example,Éva,Ö\r\n', 'latin1')
    const line = 'flows bulk-assign 1 --owner a@b.example --file FILE --encoding latin1 --dry-run'
    expect((await given(line, bytes)).out).toContain('"firstName":"Éva","lastName":"Ö"')
  })

  it.each([
    ['a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', UTF16],
  ])('as objects of a CRM that begin with %s, and goes out as plain UTF-8', async (_, bytes) => {
    const object = '{"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Émile","isDeleted":false}\n'
    const { requests } = await given('crm objects upload account FILE --integration 1', bytes(object), 'acc.ldjson')
    const sent = requests.at(-1)?.body
    if (sent === undefined || typeof sent === 'string' || sent instanceof Uint8Array)
      throw new Error('no form was sent')
    const chunks: Uint8Array[] = []
    for await (const chunk of sent.chunks()) chunks.push(chunk)
    const form = Buffer.concat(chunks)
    expect(form.toString()).toContain(`\r\n\r\n${object}`)
    expect(form.length).toBe(sent.sizeBytes)
  })
})
