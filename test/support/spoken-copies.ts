import type { Row } from '../../src/lib/rows.ts'
import type { SpokenFilter } from '../../src/search/spoken-filter.ts'

/** Of so many letters that a copy has no code for it, or for its plural. */
const [LONG, LONGER] = ['q'.repeat(40), 'w'.repeat(45)]

/** Words that stand in each other, of scripts with and without blanks, with accents, plurals and signs; some are long. */
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
  LONG,
  `${LONG}s`,
  LONGER,
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
    ['/[b-s]{2,}\\b/'],
    ['/(abs?|価格)[^a-c](a|\\w+s)/'],
    ['/\\W(価|ß|[e-é])a*[.]/'],
    ['/(?:a-?|b ){3}/'],
    ['nowhere'],
    ['ss'],
    ['価格*', 'ab ab'],
    [LONG],
    [LONGER, 'a'],
    ['www*'],
    [`ab ${LONGER}`],
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
    transcript: some(12, (turn) => ({
      speakerId: String(turn % 3),
      topic: turn % 5 === 4 ? 'Next steps' : null,
      sentences: some(4, sentence),
    })),
  }))
}

/** What turns are chosen by: names and ids, of calls and turns, and sides. */
export const SPOKEN_FILTERS: readonly SpokenFilter[] = [
  ...[{ speaker: ['Internal'] }, { speaker: ['External'] }, { speaker: ['Unknown'] }],
  ...[{ speaker: ['Internal', 'External'] }, { speaker: ['External', 'Unknown'] }],
  ...[{ account: ['acme'] }, { account: ['001A', 'Müller'] }, { account: ['nobody'] }],
  ...[{ user: ['ana'] }, { user: ['ANA@seller.example'] }, { user: ['81'] }, { user: ['cy'] }],
  ...[{ tracker: ['pricing'] }, { tracker: ['t2'] }, { topic: ['small talk'] }, { topic: ['next', 'nowhere'] }],
  { speaker: ['External'], account: ['Acme'], user: ['ana'], tracker: ['pricing', 'rivals'], topic: ['next'] },
]

/** Details of the calls of `spokenTranscripts`, in the shape of listCallsExtensive. */
export function spokenCalls(calls: number): readonly Row[] {
  return Array.from({ length: calls }, (_, at) => ({
    metaData: { id: String(7_000_000 + at), title: `Call ${at}`, primaryUserId: at % 5 === 0 ? '81' : '82' },
    context:
      at % 3 === 0
        ? []
        : [
            {
              system: 'Salesforce',
              objects: [
                {
                  objectType: at % 7 === 0 ? 'Opportunity' : 'Account',
                  objectId: at % 2 === 0 ? '001A' : '001B',
                  fields: [{ name: 'name', value: at % 2 === 0 ? 'ACME, Inc.' : 'Muller' }],
                },
              ],
            },
          ],
    parties: [
      {
        id: 'a',
        speakerId: '0',
        userId: '81',
        name: 'Ana Iv',
        emailAddress: 'ana@seller.example',
        affiliation: 'Internal',
      },
      { id: 'b', speakerId: ' 1 ', name: 'Cy', affiliation: at % 4 === 0 ? 'Unknown' : 'External' },
      // An id that two share is nobody's.
      ...(at % 6 === 0 ? [{ id: 'c', speakerId: '1', name: 'Di', affiliation: 'Internal' }] : []),
      { id: 'd', speakerId: null, userId: null, name: 'Ana not heard', affiliation: 'External' },
    ].slice(at % 11 === 0 ? 1 : 0),
    content: {
      trackers: [
        { id: 't1', name: 'Pricing', count: at % 3 },
        { id: 't2', name: 'Rivals', ...(at % 2 === 0 && { count: 0 }) },
      ],
      topics: at % 4 === 0 ? [{ name: 'Small Talk', duration: 60 }] : [],
    },
  }))
}
