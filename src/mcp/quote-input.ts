import { oneLine } from '../lib/terminal-text.ts'

/** Characters of an argument of a prompt. */
export const MOST_ARGUMENT = 500
/** Characters that are quoted of what is refused. */
const MOST_QUOTED = 200
/** Characters of a sentence. */
const MOST_SAID = 1000

/** What a client sent, for a message or a prompt: in quotes on one line, without what could deceive its reader, and cut. */
export function quoteInput(text: string, most = MOST_QUOTED): string {
  return JSON.stringify(oneLine(cutInput(text, most)))
}

/** The beginning of what a client sent. */
export function cutInput(text: string, most = MOST_QUOTED): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}

/** A sentence that may quote a long text: its beginning and its end, which say what is wrong with it. */
export function cutSentence(text: string, most = MOST_SAID): string {
  return text.length <= most ? text : `${text.slice(0, most / 2)} … ${text.slice(-most / 2)}`
}
