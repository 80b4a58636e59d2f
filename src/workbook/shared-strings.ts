import type { Archive } from './archive.ts'
import { notReadable } from './not-readable.ts'
import { parseWhole } from './xml.ts'

const MAX_STRINGS = 8_000_000
const MAX_CHARACTERS = 250_000_000

/**
 * The texts that cells share, which are all kept in memory. The ways to read them aloud are left out.
 *
 * @throws Failure `usage` for more than memory is to hold
 */
export async function readSharedStrings(archive: Archive, path: string | undefined): Promise<readonly string[]> {
  const strings: string[] = []
  if (path === undefined) return strings
  const run = textRun()
  let characters = 0
  await parseWhole(archive, path, {
    onStart: run.onStart,
    onText: run.onText,
    onEnd(name) {
      run.onEnd(name)
      if (name !== 'si') return
      const text = run.take()
      characters += text.length
      if (strings.push(text) > MAX_STRINGS || characters > MAX_CHARACTERS)
        throw notReadable(archive.what, 'it has more text than can be kept in memory')
    },
  })
  return strings
}

/** Gathers the text of an `si` or an `is`: its `t`, also of each run, and not those that say how it is read aloud. */
export function textRun() {
  let text = ''
  let isText = false
  let isSkipped = false
  return {
    onStart(name: string): void {
      if (name === 'rPh') isSkipped = true
      else if (name === 't') isText = true
    },
    onText(part: string): void {
      if (isText && !isSkipped) text += part
    },
    onEnd(name: string): void {
      if (name === 'rPh') isSkipped = false
      else if (name === 't') isText = false
    },
    take(): string {
      const taken = unescapeText(text)
      text = ''
      return taken
    },
  }
}

/** `_x000D_` is how a workbook writes what XML cannot hold, and `_x005F_` the line before such letters. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
