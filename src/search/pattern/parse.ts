import { Failure } from '../../lib/errors.ts'
import { foldText } from '../../lib/fold-text.ts'
import type { CharClass, CharSet, PatternNode } from './node.ts'

const CLASSES: { readonly [letter: string]: CharClass } = {
  d: 'digit',
  D: 'no-digit',
  w: 'word',
  W: 'no-word',
  s: 'space',
  S: 'no-space',
}
const CONTROLS: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }
/** The most times that something may be repeated by number. */
const MAX_TIMES = 200
/** Groups within groups. */
const MAX_DEPTH = 50

/**
 * Parses a regular expression of the subset that takes time in proportion to the text: characters, `.`, classes, groups, `|`,
 * `* + ? {2,5}`, `^ $ \b \B`. Back references and looking around do not belong to it. Letters are folded as the text is.
 *
 * @throws Failure `usage` that names the place
 */
export function parsePattern(source: string): PatternNode {
  return new Parser(source).whole()
}

class Parser {
  private at = 0
  private readonly points: readonly string[]
  private readonly source: string

  constructor(source: string) {
    this.source = source
    this.points = [...source]
  }

  whole(): PatternNode {
    const node = this.either(0)
    if (this.at < this.points.length) throw this.fault('")" closes nothing')
    return node
  }

  private either(depth: number): PatternNode {
    if (depth > MAX_DEPTH) throw this.fault('too many groups within groups')
    const items = [this.sequence(depth)]
    while (this.take('|')) items.push(this.sequence(depth))
    const [only] = items
    return items.length === 1 && only !== undefined ? only : { kind: 'either', items }
  }

  private sequence(depth: number): PatternNode {
    const items: PatternNode[] = []
    while (this.at < this.points.length && !['|', ')'].includes(this.peek())) items.push(this.repeated(depth))
    return { kind: 'sequence', items }
  }

  private repeated(depth: number): PatternNode {
    let item = this.atom(depth)
    for (let times = this.times(); times !== undefined; times = this.times()) {
      this.take('?')
      if (item.kind === 'repeat') throw this.fault('what is repeated already cannot be repeated again')
      item = { kind: 'repeat', item, ...times }
    }
    return item
  }

  private times(): { readonly min: number; readonly max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY }
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY }
    if (this.take('?')) return { min: 0, max: 1 }
    const [found, from, comma, to] = /^\{(\d+)(,?)(\d*)\}/.exec(this.points.slice(this.at, this.at + 12).join('')) ?? []
    if (found === undefined) return undefined
    const min = Number(from)
    const max = to !== '' ? Number(to) : comma === '' ? min : Number.POSITIVE_INFINITY
    if (min > max) throw this.fault(`${found} has its larger number first`)
    if (min > MAX_TIMES || (max !== Number.POSITIVE_INFINITY && max > MAX_TIMES))
      throw this.fault(`${found} is more than ${MAX_TIMES} times`)
    this.at += found.length
    return { min, max }
  }

  private atom(depth: number): PatternNode {
    const char = this.next()
    switch (char) {
      case '(':
        return this.group(depth)
      case '[':
        return { kind: 'chars', set: this.set() }
      case '.':
        return { kind: 'chars', set: { isNegated: true, ranges: [[10, 10]], classes: [] } }
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '\\':
        return this.escaped()
      case '*':
      case '+':
      case '?':
        this.at -= 1
        throw this.fault(`"${char}" has nothing before it to repeat`)
      default:
        return literal(char)
    }
  }

  private group(depth: number): PatternNode {
    const opened = this.at
    if (this.take('?') && !this.take(':')) throw this.fault('looking ahead or behind, and names, are not known here')
    const node = this.either(depth + 1)
    if (!this.take(')')) {
      this.at = opened - 1
      throw this.fault('"(" is not closed')
    }
    return node
  }

  private escaped(): PatternNode {
    const letter = this.next()
    if (letter === 'b') return { kind: 'boundary' }
    if (letter === 'B') return { kind: 'inside' }
    const named = CLASSES[letter]
    if (named !== undefined) return { kind: 'chars', set: { isNegated: false, ranges: [], classes: [named] } }
    return literal(this.plain(letter))
  }

  /** A character behind a backslash that stands for itself. */
  private plain(letter: string): string {
    if (letter === '') throw this.fault('it ends with a backslash')
    const control = CONTROLS[letter]
    if (control !== undefined) return control
    if (/[1-9]/.test(letter)) throw this.fault('back references are not known here')
    if (/[a-z0]/i.test(letter)) throw this.fault(`\\${letter} is not known here`)
    return letter
  }

  private set(): CharSet {
    const opened = this.at
    const isNegated = this.take('^')
    const ranges: (readonly [number, number])[] = []
    const classes: CharClass[] = []
    for (let isFirst = true; isFirst || this.peek() !== ']'; isFirst = false) {
      if (this.at >= this.points.length) {
        this.at = opened - 1
        throw this.fault('"[" is not closed')
      }
      const from = this.member()
      if (typeof from !== 'string') classes.push(from.named)
      else ranges.push(...this.range(from))
    }
    this.at += 1
    return { isNegated, ranges, classes }
  }

  private member(): string | { readonly named: CharClass } {
    const char = this.next()
    if (char !== '\\') return char
    const letter = this.next()
    const named = CLASSES[letter]
    return named === undefined ? this.plain(letter) : { named }
  }

  private range(from: string): readonly (readonly [number, number])[] {
    const isRange = this.peek() === '-' && this.points[this.at + 1] !== ']' && this.at + 1 < this.points.length
    if (!isRange) return folded(from, from)
    this.at += 1
    const to = this.member()
    if (typeof to !== 'string' || pointOf(to) < pointOf(from))
      throw this.fault('a range in [] has its end before its start')
    return folded(from, to)
  }

  private peek(): string {
    return this.points[this.at] ?? ''
  }

  private next(): string {
    const char = this.peek()
    this.at += 1
    return char
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false
    this.at += 1
    return true
  }

  private fault(reason: string): Failure {
    return new Failure('usage', `/${this.source}/: character ${this.at + 1}: ${reason}`, {
      hint: 'plain words need no slashes',
    })
  }
}

function literal(char: string): PatternNode {
  const points = [...foldText(char)].map(pointOf)
  const items = points.map((point): PatternNode => {
    return { kind: 'chars', set: { isNegated: false, ranges: [[point, point]], classes: [] } }
  })
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items }
}

/** A range as typed, and the same in small letters. */
function folded(from: string, to: string): readonly (readonly [number, number])[] {
  const [a, b] = [foldText(from), foldText(to)]
  const isPair = [...a].length === 1 && [...b].length === 1 && pointOf(a) <= pointOf(b)
  return [[pointOf(from), pointOf(to)], ...(isPair ? [[pointOf(a), pointOf(b)] as const] : [])]
}

function pointOf(char: string): number {
  return char.codePointAt(0) ?? 0
}
