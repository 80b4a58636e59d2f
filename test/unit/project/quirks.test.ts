import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/quirks.md', 'utf8')
const numbers = [...page.matchAll(/^<a id="quirk-(\d+)"><\/a>$/gm)].map(([, number = '']) => Number(number))
const headings = page
  .slice(page.indexOf('# Field notes'))
  .split('\n')
  .flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []))

/** The text of each source and test, with its comments in one line. */
const sources = execFileSync('git', ['ls-files', '-z', 'bin', 'src', 'commands', 'bench', 'test'], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('quirks.test.ts'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8').replace(/\n\s*(\*|\/\/) /g, ' ') }))

/** What each file refers to, as far as the page does not have it. */
function unresolved(pattern: RegExp, resolves: (name: string | undefined) => boolean): string[] {
  return sources.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].filter(([, name]) => !resolves(name)).map(([words]) => `${file}: ${words}`),
  )
}

describe('docs/quirks.md', () => {
  it('numbers its quirks without a gap', () => {
    expect(numbers).toEqual(Array.from({ length: 76 }, (_, index) => index + 1))
  })

  it('has the quirk of each number that a comment names', () => {
    const isThere = (list = '') => (list.match(/\d+/g) ?? []).every((number) => numbers.includes(Number(number)))
    expect(unresolved(/\bquirks? ((?:\d+(?:, | and )?)+)/gi, isThere)).toEqual([])
  })

  it('has the heading of each field note that a comment refers to', () => {
    const isThere = (heading: string | undefined) => heading !== undefined && headings.includes(heading)
    expect(unresolved(/\bfield notes?\b(?:,? "([^"]+)")?/gi, isThere)).toEqual([])
  })
})
