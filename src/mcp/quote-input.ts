import { oneLine } from '../lib/terminal-text.ts'

const MOST_CHARACTERS = 200

/** What a client sent, for a message or a prompt: in quotes on one line, without what could deceive its reader, and cut. */
export function quoteInput(text: string): string {
  return JSON.stringify(oneLine(text.slice(0, MOST_CHARACTERS)))
}
