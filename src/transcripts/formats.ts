import { toSrt, toVtt } from './captions.ts'
import type { Conversation } from './conversation.ts'
import { toMarkdown } from './markdown.ts'
import { toText } from './plain.ts'
import { toCsv, toJson } from './records.ts'

/**
 * What a transcript can be written as, by the ending of the file.
 *
 * `guard` keeps a spreadsheet from running what CSV holds.
 */
export const FORMATS: { readonly [ending: string]: (call: Conversation, guard: boolean) => string } = {
  md: toMarkdown,
  txt: toText,
  srt: toSrt,
  vtt: toVtt,
  json: toJson,
  csv: toCsv,
}
