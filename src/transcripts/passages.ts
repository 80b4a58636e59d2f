import type { Conversation } from './conversation.ts'
import { cleanText, type Speaker } from './speakers.ts'

/** What a reader sees of a conversation: headings, and between them what each speaker says. */
export type Passage = { readonly heading: string } | Speech

interface Speech {
  readonly speaker: Speaker
  /** Seconds from the start of the call. */
  readonly at: number
  /** One paragraph. */
  readonly text: string
}

/**
 * A conversation from top to bottom. Headings are the sections of the outline, and topics of monologues where they change:
 * most of these are null, and the outline is the real sectioning (field note "What real answers look like").
 */
export function passagesOf({ turns, sections }: Conversation): readonly Passage[] {
  const passages: Passage[] = []
  const ahead = sections.filter(({ name }) => name !== '').toSorted((a, b) => a.start - b.start)
  let [heading, topic] = ['', '']
  const open = (name: string) => {
    if (name !== heading) passages.push({ heading: name })
    heading = name
  }
  for (const { speaker, sentences } of turns) {
    let speech: { readonly at: number; readonly texts: string[] } | undefined
    const close = () => {
      if (speech !== undefined) passages.push({ speaker, at: speech.at, text: speech.texts.join(' ') })
      speech = undefined
    }
    for (const { start, text, topic: own } of sentences.filter((sentence) => sentence.text !== '')) {
      const at = Math.floor(start / 1000)
      const named = cleanText(own)
      const hasTopic = named !== '' && named !== topic
      if (hasTopic || (ahead[0] !== undefined && ahead[0].start <= at)) close()
      for (; ahead[0] !== undefined && ahead[0].start <= at; ahead.shift()) open(ahead[0].name)
      if (hasTopic) open(named)
      if (named !== '') topic = named
      speech ??= { at, texts: [] }
      speech.texts.push(text)
    }
    close()
  }
  return passages
}
