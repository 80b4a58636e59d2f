import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/quirks.md', 'utf8')
const numbers = [...page.matchAll(/^<a id="quirk-(\d+)"><\/a>$/gm)].map(([, number = '']) => Number(number))
const headings = page
  .slice(page.indexOf('# Field notes'))
  .split('\n')
  .flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []))

const FOLDERS = ['bin', 'src', 'commands', 'bench', 'test', 'scripts', 'docs']

/** The text of each source, test and document, with its comments and paragraphs in one line. */
const files = [
  ...FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`)),
  ...readdirSync('.'),
]
  .filter((file) => /\.(ts|mjs|cjs|md)$/.test(file) && !/quirks\.(test\.ts|md)$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8').replace(/\n *(?:(?:\*|\/\/) )?/g, ' ') }))

/** What refers to the page: `quirk 7`, `quirks 3, 4 and 5`, `quirks 3 to 5`, `field note "Dates"`, `field notes, "Dates"`. */
const REFERENCE = /^(?:quirks? (\d+(?:(?:, | and | or | to |-)\d+)*)|field notes?,? "([^"]+)")/i

/** Each mention of a quirk or a field note. In a document, the words alone are prose. */
function mentions(): { readonly file: string; readonly words: string }[] {
  return files.flatMap(({ file, text }) => {
    const found = [...text.matchAll(/\b(?=((?:quirks?|field[- ]?notes?)\b.{0,60}))/gi)].map(([, words = '']) => ({
      file,
      words,
    }))
    const inProse = ({ words }: { words: string }) =>
      file.endsWith('.md') && !/^(quirks? \d|field notes?,? ")/i.test(words)
    return found.filter((mention) => !inProse(mention) && !/^quirks\.(md|test)/.test(mention.words))
  })
}

describe('docs/quirks.md', () => {
  it('numbers its quirks without a gap', () => {
    expect(numbers).toEqual(Array.from({ length: 76 }, (_, index) => index + 1))
  })

  it('is referred to in no other form than by numbers and headings', () => {
    expect([mentions().length > 100, mentions().filter(({ words }) => !REFERENCE.test(words))]).toEqual([true, []])
  })

  it('has the quirk of each number that is referred to', () => {
    const listed = mentions().flatMap(({ file, words }) => {
      const [, list = ''] = REFERENCE.exec(words) ?? []
      return (list.match(/\d+/g) ?? []).map((number) => ({ file, number: Number(number) }))
    })
    expect([listed.length > 50, listed.filter(({ number }) => !numbers.includes(number))]).toEqual([true, []])
  })

  it('has the heading of each field note that is referred to', () => {
    const named = mentions().flatMap(({ file, words }) => {
      const [, , heading] = REFERENCE.exec(words) ?? []
      return heading === undefined ? [] : [{ file, heading }]
    })
    expect([named.length > 20, named.filter(({ heading }) => !headings.includes(heading))]).toEqual([true, []])
  })
})
