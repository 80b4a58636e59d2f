import type { Row } from '../../src/lib/rows.ts'

/** Words that stand in each other, of scripts with and without blanks, with accents, plurals and signs. */
const WORDS = [
  'a',
  'ab',
  'abs',
  'abc',
  'Éa',
  'a’b',
  'as',
  'ß',
  'x-ab',
  '価格',
  '価格表',
  '価 格',
  '가격이',
  'ab, ab',
  '😀',
]

/** What is looked for in them. */
export const SPOKEN_QUERIES: readonly (readonly string[])[] = [
  ...[
    ['a'],
    ['ab'],
    ['abc'],
    ['a*'],
    ['EA'],
    ['ab ab'],
    ['a a'],
    ['abc ab'],
    ['abs ab'],
    ['x-ab'],
    ['価格'],
    ['価格 表'],
  ],
  ...[
    ['a', 'ab'],
    ['ab', 'ab*', 'a b'],
    ['가격', 'a'],
    ['/ab+c?/'],
    ['/b.*c/', 'a'],
    ['nowhere'],
    ['ss'],
    ['価格*', 'ab ab'],
  ],
]

/** Transcripts of such words, always the same, in the shape of getCallTranscripts. */
export function spokenTranscripts(calls: number): readonly Row[] {
  let seed = 7
  const below = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  const some = <T>(most: number, make: (at: number) => T) =>
    Array.from({ length: 1 + below(most) }, (_, at) => make(at))
  const sentence = (at: number) => ({
    start: at * 1000,
    end: at * 1000 + 900,
    text: `${some(6, () => WORDS[below(WORDS.length)] ?? '').join(' ')}.`,
  })
  return Array.from({ length: calls }, (_, at) => ({
    callId: String(7_000_000 + at),
    transcript: some(12, (turn) => ({ speakerId: String(turn % 3), topic: null, sentences: some(4, sentence) })),
  }))
}
