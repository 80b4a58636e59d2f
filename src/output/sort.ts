import { Failure } from '../lib/errors.ts'
import { instantMs } from '../lib/local-time.ts'
import type { Json, Row } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { leafPaths, pickFields, valueAt } from './fields.ts'
import { type AsyncPrinter, endOf } from './printer.ts'
import type { SortKey } from './sort-keys.ts'

/** What sorting needs besides the rows. */
export interface SortOptions {
  readonly keys: readonly SortKey[]
  /** How many of the sorted rows are printed. */
  readonly top?: number | undefined
  /** The only fields that are printed. */
  readonly pick?: readonly string[] | undefined
  /** Fields that a record may have, also where no row has them. */
  readonly known?: readonly string[] | undefined
}

/** Bytes of JSON that are held at most, so that a long pull ends with a sentence and not with the memory. */
const MAX_HELD = 256_000_000
/** Rows that are printed together. */
const PAGE = 500

/**
 * Prints rows in the order of some fields once all have come. It holds them, as JSON; of a limit only as many as it lets
 * through. Rows that are equal stay in the order in which they came.
 *
 * @throws Failure `usage`, at the end, for a field that no row has, and past 256 MB of rows
 */
export function sortingPrinter(print: AsyncPrinter, options: SortOptions): AsyncPrinter {
  const { keys, top = Number.POSITIVE_INFINITY, pick } = options
  const kinds = keys.map(() => new Set<Kind>())
  const missing = new Set(keys.map(({ path }) => path))
  const names = new Set<string>()
  let held: HeldRow[] = []
  let size = 0
  const { resumeState: _, ...rest } = print
  return {
    ...rest,
    page({ rows }) {
      const texts = rows.map((row) => JSON.stringify(pick === undefined ? row : pickFields(row, pick)))
      // Outside of V8's heap, where as many texts would take three times the room.
      const bytes = Buffer.from(texts.join(''))
      let from = 0
      for (const [at, row] of rows.entries()) {
        for (const path of missing) if (valueAt(row, path) !== undefined) missing.delete(path)
        const to = from + Buffer.byteLength(texts[at] ?? '')
        const values = keys.map(({ path }) => sortValue(valueAt(row, path)))
        for (const [at, value] of values.entries()) if (value) kinds[at]?.add(value.kind)
        held.push({ bytes, from, to, values })
        from = to
      }
      size += from
      if (missing.size > 0) for (const name of leafPaths(rows)) names.add(name)
      if (held.length > 2 * top + PAGE) {
        held = held.sort(comparer(keys, kinds)).slice(0, top).map(alone)
        size = held.reduce((sum, { from, to }) => sum + to - from, 0)
      }
      if (size > MAX_HELD) throw tooMuch()
      return ''
    },
    async *end() {
      const unknown = [...missing].find((path) => options.known?.includes(path) !== true)
      if (held.length > 0 && unknown !== undefined) throw unknownKey(unknown, [...names])
      const sorted = held.sort(comparer(keys, kinds)).slice(0, top)
      for (let from = 0; from < sorted.length; from += PAGE) {
        const rows: Row[] = sorted.slice(from, from + PAGE).map((one) => JSON.parse(textOf(one)))
        yield await print.page({ rows })
      }
      yield* endOf(print)
    },
  }
}

/** A row as JSON: a part of the bytes of its page. */
interface HeldRow {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
  readonly values: readonly SortValue[]
}

function textOf({ bytes, from, to }: HeldRow): string {
  return bytes.toString('utf8', from, to)
}

/** The row without the others of its page, which need not be held any longer. */
function alone({ bytes, from, to, values }: HeldRow): HeldRow {
  return { bytes: Buffer.from(bytes.subarray(from, to)), from: 0, to: to - from, values }
}

/** A value as it is compared; `undefined` for what is missing. */
type SortValue =
  | { readonly kind: Kind; readonly number: number | bigint; readonly text: string }
  | { readonly kind: 'text'; readonly number: undefined; readonly text: string }
  | undefined

/** What a value is or, for a text, looks like: `digits` are an id, or a title. */
type Kind = 'number' | 'digits' | 'time' | 'text'

/** The most digits that a number keeps. */
const EXACT_DIGITS = 15

function sortValue(value: Json | undefined): SortValue {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'number', number: Number(value), text: String(value) }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (/^-?\d{1,40}$/.test(text))
    return { kind: 'digits', number: text.length > EXACT_DIGITS ? BigInt(text) : Number(text), text }
  const at = instantMs(text) ?? (/^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN)
  return Number.isNaN(at) ? { kind: 'text', number: undefined, text } : { kind: 'time', number: at, text }
}

/** As people count: `call 2` before `call 10`. */
const { compare: inWords } = new Intl.Collator('en', { numeric: true })

/**
 * Missing values are last in both directions. Texts are compared as numbers or as times only where all values of the field are
 * such: a title that looks like one stands among the other titles.
 *
 * @param kinds what the values of each field are, so far
 */
function comparer(keys: readonly SortKey[], kinds: readonly ReadonlySet<Kind>[]): (a: HeldRow, b: HeldRow) => number {
  const orders = keys.map(({ isDescending }, at) => {
    const order = isMixed(kinds[at]) ? compareMixed : compareAlike
    return (a: Present, b: Present) => (isDescending ? order(b, a) : order(a, b))
  })
  return (one, other) => {
    for (const [at, order] of orders.entries()) {
      const [a, b] = [one.values[at], other.values[at]]
      const found = a && b ? order(a, b) : Number(a === undefined) - Number(b === undefined)
      if (found !== 0) return found
    }
    return 0
  }
}

function isMixed(kinds: ReadonlySet<Kind> = new Set()): boolean {
  return kinds.has('text') || (kinds.has('time') && kinds.size > 1)
}

type Present = NonNullable<SortValue>

/** Numbers come before texts. */
function compareMixed(a: Present, b: Present): number {
  const [isNumber, isOtherNumber] = [a.kind === 'number', b.kind === 'number']
  if (isNumber && isOtherNumber) return compareAlike(a, b)
  return isNumber === isOtherNumber ? inWords(a.text, b.text) : Number(isOtherNumber) - Number(isNumber)
}

function compareAlike(a: Present, b: Present): number {
  if (a.number === undefined || b.number === undefined) return inWords(a.text, b.text)
  return a.number < b.number ? -1 : a.number > b.number ? 1 : a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}

function unknownKey(path: string, names: readonly string[]): Failure {
  const near = nearest(path, names)
  return new Failure('usage', `--sort: no row has "${path}"${near === undefined ? '' : `; did you mean "${near}"?`}`, {
    hint: `--sort takes: ${names.join(', ')}`,
  })
}

function tooMuch(): Failure {
  return new Failure('usage', '--sort holds all rows in memory, and these are more than 256 MB', {
    hint: 'add --limit, which keeps only so many, or name fewer --fields',
  })
}
