import { describe, expect, it } from 'vitest'
import { matchTurn } from '../../../src/search/match-turn.ts'
import { parseSpokenQuery } from '../../../src/search/spoken-query.ts'

const said = (...texts: string[]) => texts.map((text, at) => ({ start: at * 1000, end: at * 1000 + 900, text }))

/** Whether words find a turn. */
const finds = (words: readonly string[], ...texts: string[]) =>
  matchTurn(parseSpokenQuery(words), said(...texts)) !== undefined

describe('words', () => {
  it.each([
    ['any order', ['price', 'list'], 'Is that on the list at that price?', true],
    ['whole words', ['rice'], 'Is that the price?', false],
    ['a plural and a possessive', ['oakhurst', 'order'], "Oakhurst's orders came", true],
    ['an open end', ['pric*'], 'The pricing is fine', true],
    ['all of them', ['price', 'discount'], 'Is that the price?', false],
    ['a phrase across sentences', ['the end'], 'That is the. End of it', true],
    ['a phrase in its order', ['order purchase'], 'a purchase order', false],
    ['quotes within', ['"purchase order" late'], 'Late, for a purchase-order!', true],
    ['words joined by a hyphen', ['sign-in'], 'The sign in works', true],
    ['accents', ['esperanca muller'], 'Esperança Müller', true],
    ['an umlaut that is decomposed', ['Mu\u0308ller'], 'Müller', true],
    ['sharp s', ['strasse'], 'Die Straße', true],
    ['sharp s in capitals', ['STRAẞE'], 'die strasse', true],
    ['a Turkish I with its dot', ['istanbul'], 'İstanbul', true],
    ['a Turkish i without its dot', ['ISPARTA'], 'ısparta', true],
    ['an apostrophe', ['dont'], 'Don’t', true],
    ['Chinese without blanks', ['价格'], '我们讨论了价格问题', true],
    ['Japanese in half width', ['ｶﾀｶﾅ'], 'これはカタカナです', true],
    ['Korean with a particle', ['가격'], '가격이 문제예요', true],
    ['Greek with its last sigma', ['ΛΟΓΟΣ'], 'ο λόγος', true],
  ])('are found: %s', (_, words, text, expected) => {
    expect(finds(words, ...text.split(/(?<=\.) /))).toBe(expected)
  })

  it('rank more occurrences, phrases and one sentence higher, and long turns lower', () => {
    const score = (words: string[], ...texts: string[]) =>
      matchTurn(parseSpokenQuery(words), said(...texts))?.score ?? 0
    expect(score(['price'], 'price and price')).toBeGreaterThan(score(['price'], 'price and cost'))
    expect(score(['"list price"'], 'the list price')).toBeGreaterThan(
      score(['list', 'price'], 'the list.', 'the price'),
    )
    expect(score(['list', 'price'], 'list, price')).toBeGreaterThan(score(['list', 'price'], 'list.', 'price'))
    expect(score(['price'], 'price')).toBeGreaterThan(score(['price'], `price ${'word '.repeat(300)}`))
  })

  it('show the sentences that hold them', () => {
    const match = matchTurn(parseSpokenQuery(['list', 'price']), said('A list.', 'Nothing.', 'A price.'))
    expect(match?.sentences).toEqual([0, 2])
  })

  it.each([['!!!'], [''], ['"open'], ['/a/x']])('are refused when they are %s', (text) => {
    expect(() => parseSpokenQuery([text])).toThrow(/nothing|closed|only i/)
  })
})

describe('a pattern', () => {
  it.each([
    ['/pric(e|ing)/', 'The Pricing', 1],
    ['/pric(e|ing)/', 'Prices, pricing, price', 3],
    ['/\\bcat\\b/', 'concat cat category', 1],
    ['/\\Bcat/', 'concat cat', 1],
    ['/^so/', 'So, so', 1],
    ['/end$/', 'the end, the end', 1],
    ['/\\d{2,3} percent/', '7 percent, 35 percent', 1],
    ['/[A-C]x/', 'ax bx dx', 2],
    ['/[^a-c ]x/', 'ax dx', 1],
    ['/straße/', 'STRASSE', 1],
    ['/colou?r/', 'colour color', 2],
    ['/a.c/', 'abc a\nc', 1],
    ['/价(格|钱)/', '我们讨论了价格问题', 1],
    ['/(?:ab)+/', 'ababab ab', 2],
  ])('%s is found in "%s"', (pattern, text, count) => {
    const [term] = parseSpokenQuery([pattern])
    const folded = text.toLowerCase().replace('ß', 'ss')
    // Matches end as early as they can: counts of a repeated group are not those of a greedy search.
    const found = term?.count(folded, '') ?? 0
    expect(pattern === '/(?:ab)+/' ? found > 0 : found === count, `${found}`).toBe(true)
  })

  it('agrees with RegExp on whether it matches, for thousands of patterns and texts', () => {
    let seed = 42
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * below)
    }
    const atoms = ['a', 'b', 'c', '.', '[ab]', '[^a]', '(a|bc)', '(ab|c*a)', '\\b', 'b$', '^a', '\\w', '\\s']
    const marks = ['', '', '', '*', '+', '?', '{1,2}']
    for (let round = 0; round < 4000; round += 1) {
      const source = Array.from({ length: 1 + random(4) }, () => {
        const atom = atoms[random(atoms.length)] ?? 'a'
        return atom + (/^(\\b|b\$|\^a)$/.test(atom) ? '' : (marks[random(marks.length)] ?? ''))
      }).join('')
      const text = Array.from({ length: random(7) }, () => 'abc '[random(4)]).join('')
      const count = (() => {
        try {
          return parseSpokenQuery([`/${source}/`])[0]?.count(text, '') ?? 0
        } catch {
          return undefined
        }
      })()
      if (count !== undefined) expect(count > 0, `/${source}/ in "${text}"`).toBe(new RegExp(source).test(text))
    }
  })

  it('takes no longer for what makes other engines run for ever', () => {
    const text = 'a'.repeat(20_000)
    for (const pattern of ['/(a+)+b/', '/(a|a)*b/', '/(a*)(a*)(a*)(a*)c/', '/(.*a){20}b/'])
      expect(parseSpokenQuery([pattern])[0]?.count(text, '')).toBe(0)
  })

  it.each([
    ['/a(?=b)/', 'character 4: looking ahead'],
    ['/(a)\\1/', 'back references'],
    ['/(a/', 'character 1: "(" is not closed'],
    ['/a)/', 'closes nothing'],
    ['/[a/', 'is not closed'],
    ['/*a/', 'nothing before it'],
    ['/a*/', 'matches nothing'],
    ['/a{3,2}/', 'larger number first'],
    ['/a{9999}/', 'more than 200'],
    ['/((((a{100}){100}))){100}/', 'too large'],
    ['/\\p{L}/', 'not known'],
  ])('%s is refused: %s', (pattern, reason) => {
    expect(() => parseSpokenQuery([pattern])).toThrow(reason)
  })
})
