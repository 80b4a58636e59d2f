import { inflateRawSync } from 'node:zlib'

/** A cell as it is read: text, a number, a truth value, or a number with the format of a date. */
export type ReadCell = string | number | boolean | { readonly date: string } | undefined

const DAY_MS = 86_400_000

/** The files of a ZIP archive by name, found as spreadsheets find them: from the list at its end. */
export function unzip(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const count = bytes.readUInt16LE(end + 10)
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    const size = bytes.readUInt32LE(at + 20)
    const [length, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const offset = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + length)
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const text = inflateRawSync(bytes.subarray(start, start + size))
    if (text.length !== bytes.readUInt32LE(at + 24)) throw new Error(`${name} has another size than its archive says`)
    files.set(name, text.toString())
    at += 46 + length + extra + comment
  }
  return files
}

/** The rows of one sheet, from 1 on. */
export function sheetRows(bytes: Buffer, number = 1): ReadCell[][] {
  const xml = unzip(bytes).get(`xl/worksheets/sheet${number}.xml`) ?? ''
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells = '']) => {
    const row: ReadCell[] = []
    for (const [, column = '', rest = '', content = ''] of cells.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(.*?)<\/c>/gs))
      row[columnIndex(column)] = cell(rest, content)
    return Array.from(row)
  })
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cell(attributes: string, content: string): ReadCell {
  if (attributes.includes('t="inlineStr"')) return unescaped(/<t[^>]*>(.*)<\/t>/s.exec(content)?.[1] ?? '')
  const value = Number(/<v>(.*)<\/v>/.exec(content)?.[1])
  if (attributes.includes('t="b"')) return value === 1
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(value * DAY_MS)).toISOString()
  if (attributes.includes('s="3"')) return { date: date.replace('T', ' ').slice(0, 19) }
  return attributes.includes('s="4"') ? { date: date.slice(0, 10) } : value
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
