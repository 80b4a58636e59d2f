import { parseExact } from '../../lib/exact-json.ts'
import type { Json } from '../../lib/rows.ts'
import type { StreamedBody } from '../../platform/http.ts'

/** So many lines of a file of JSON lines are shown, and so many characters of one. */
const [MAX_LINES, MAX_CHARACTERS] = [5, 2000]

/** More of a file is not read for them. */
const MAX_READ = 1_000_000

/** A form as a dry run shows it: how large it is, and the first lines where its file has JSON lines. */
export async function shownForm(body: StreamedBody): Promise<Json> {
  const form = `a form of ${body.sizeBytes} bytes`
  const firstLines = await firstLinesOf(body)
  return firstLines === undefined ? form : { form, firstLines }
}

/** Reads no more of the file than it takes. @returns `undefined` for a file of something else */
async function firstLinesOf(body: StreamedBody): Promise<readonly Json[] | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body.chunks()) {
    text += decoder.decode(chunk, { stream: true })
    if (!/^[^\r]*\r\n[^\r]*filename="[^"]*\.ldjson"/.test(text)) return undefined
    if (linesIn(text).length >= MAX_LINES || text.length > MAX_READ) break
  }
  return linesIn(text).slice(0, MAX_LINES).map(shownLine)
}

/** The whole lines between the head of the form and its end. */
function linesIn(form: string): readonly string[] {
  const lines = form.slice(form.indexOf('\r\n\r\n') + 4).split('\n')
  return lines.slice(0, -1).filter((line) => line.trimStart().startsWith('{'))
}

/** A line as JSON, or the beginning of a long one. */
function shownLine(line: string): Json {
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : parseExact(line)
}
