import type { Given } from '../api/request.ts'
import { isList, isMany, type Operation } from '../catalogue/operation.ts'
import { bodyOf } from '../catalogue/shape.ts'
import { Failure } from '../lib/errors.ts'
import { type Json, type Pages, rowsIn, textsIn } from '../lib/rows.ts'
import type { Column } from '../output/columns.ts'
import type { Source } from '../platform/ports.ts'
import { BODY, typedBody } from './body.ts'
import type { Command, Input, Inputs, Job, Typed } from './command.ts'
import { requestedIn } from './requested-ids.ts'

/** How a derived command looks to a person: everything that is not a fact about Gong. */
interface Look {
  readonly name?: string
  readonly unfold?: Command['unfold']
  readonly arguments?: readonly string[]
  readonly columns: readonly Column[]
  readonly examples: readonly string[]
  /** The start of the window when none is typed, as a person would type it. */
  readonly usual?: string
}

/** A command that is one operation. To differ, spread the result or write `run`. */
export function fromOperation(operation: Operation, look: Look): Command {
  const [from, to] = operation.window ?? []
  const windowed = from !== undefined && to !== undefined
  return {
    name: look.name ?? operation.name,
    summary: operation.summary,
    effect: operation.effect,
    operations: [operation],
    inputs: {
      ...inputsOf(operation),
      ...(windowed && PERIOD),
      ...(takesTime(operation) && ZONE),
      ...(operation.paged && CURSOR),
      ...(bodyOf(operation).size > 0 && BODY),
    },
    arguments: look.arguments ?? [],
    window: windowed ? { from, to, ...(look.usual !== undefined && { usual: look.usual }) } : undefined,
    fields: operation.answer.fields,
    columns: look.columns,
    ...(look.unfold && { unfold: look.unfold }),
    single: !isMany(operation.answer),
    examples: look.examples,
    cautions: operation.cautions,
    run: (input, job) => pull(operation, input, job, typedBody(operation, input)),
  }
}

/** Both ends of a window at once. */
const PERIOD: Inputs = {
  during: {
    kind: 'text',
    hint: 'period',
    help: 'both ends at once: last-week, this-month, 2026-q2, 2026-w18 …',
  },
}

/** For whatever takes a time. */
const ZONE: Inputs = {
  tz: { kind: 'text', hint: 'zone', help: "zone of dates without one; else the profile's, else the machine's" },
}

/** For whatever comes in pages. */
const CURSOR: Inputs = {
  cursor: { kind: 'text', help: 'the page after this cursor, as --log json tells it; everything else stays the same' },
}

function takesTime({ params }: Operation): boolean {
  return Object.values(params).some(({ kind }) => kind === 'instant' || kind === 'day')
}

/** For a command whose operation wants the id of something that workspaces have each of their own. */
export const IN_WORKSPACE: Inputs = {
  workspace: {
    kind: 'id',
    short: 'w',
    hint: 'id or name',
    lookup: 'workspace',
    ofNames: true,
    outsideBody: true,
    help: 'look for the name in this workspace alone',
  },
}

const USER = { hint: 'id, email or name', lookup: 'user' } as const

/** One word means one thing on every command that has it. */
const WORDS: { readonly [name: string]: Partial<Input> } = {
  workspace: { short: 'w', hint: 'id or name', lookup: 'workspace' },
  user: USER,
  host: USER,
  manager: USER,
}

function inputsOf({ params }: Operation): Inputs {
  const entries = Object.entries(params).map(([name, { to, names, text: _, ...field }]): [string, Input] => {
    const outside = !to.startsWith('body')
    const named = names && { lookup: names, hint: names === 'brief' ? 'name' : 'id or name' }
    const flags = { ...(isList(to) && { many: true as const }), ...(outside && { outsideBody: true as const }) }
    return [name, { ...field, ...named, ...WORDS[name], ...flags }]
  })
  return Object.fromEntries(entries)
}

/**
 * Calls the operation once for each batch that Gong takes: a list over its cap is cut, and the answers follow each other.
 *
 * @param body fields of the body that no input carries
 */
export async function* pull(operation: Operation, input: Typed, job: Job, body?: Json): Pages {
  const gong = await job.gong()
  const file = await fileOf(operation, input, job)
  const all = batches(operation, input)
  const cursor = cursorOf(input, all.length)
  // What came before a cursor is not seen, so nothing can be said to be missing.
  const asked = cursor === undefined ? requestedIn(operation, input, body) : undefined
  const { limit, maxRequests } = job.globals
  // Parts that are pulled side by side must not use up the requests before the first of them is whole.
  const most = Math.min(limit, maxRequests * PAGE * FULL)
  const [only = {}] = all
  if (all.length === 1 && asked === undefined)
    return yield* gong.pages(operation, only, { body, file, most, cursor, after: job.after })
  const from = batchAt(job.after)
  const idsUntil = (batch: number) => all.slice(0, batch + 1).flatMap((given) => textsIn(given[asked?.name ?? '']))
  if (job.after !== undefined && job.after !== null) asked?.resume(idsUntil(from.read), from.left)
  for (const [batch, given] of [...all.entries()].slice(from.batch)) {
    const after = job.after === undefined ? undefined : batch === from.batch ? from.after : null
    const pages = (ids?: readonly string[]) =>
      gong.pages(operation, asked && ids ? { ...given, [asked.name]: ids } : given, { body, file, most, after })
    const ids = textsIn(given[asked?.name ?? ''])
    for await (const page of asked && ids.length > 0 ? asked.ask(ids, pages) : pages()) {
      asked?.saw(page)
      const left = asked?.left(idsUntil(batch)) ?? []
      const isWhole = all.length === 1 && page.place === undefined
      const place = after === undefined || isWhole ? undefined : { batch, after: page.place ?? null, left }
      // Each batch has a total of its own, which says nothing about the whole.
      yield { ...page, total: all.length === 1 ? page.total : undefined, place }
    }
  }
  if (asked !== undefined) yield* asked.rest(gong)
}

function cursorOf({ cursor }: Typed, requests: number): string | undefined {
  if (typeof cursor !== 'string') return undefined
  if (requests > 1)
    throw new Failure('usage', `--cursor goes on in one list, and these ids are asked for in ${requests}`)
  return cursor
}

/** Records that Gong gives for one request (field notes, "Limits and cursors"). */
const PAGE = 100
/** How full pages are at least, on an average over some parts: the last page of each is not. */
const FULL = 0.8

interface At {
  readonly batch: number
  readonly after: Json
  /** The batch that was read last. */
  readonly read: number
  /** What had been asked for until then and had not come. */
  readonly left: readonly string[]
}

/** Which batch the steps of an earlier run ended in, and where; a batch of one page is done with it. */
function batchAt(steps: Json | undefined): At {
  const all = rowsIn(steps)
  const last = all.at(-1)
  if (last === undefined) return { batch: 0, after: null, read: -1, left: [] }
  const read = Number(last.batch)
  const inner = all.filter(({ batch }) => batch === last.batch).map(({ after = null }) => after)
  const isDone = inner.at(-1) === null
  return { batch: isDone ? read + 1 : read, after: isDone ? null : inner, read, left: textsIn(last.left) }
}

/** The file of an upload, opened before anything is sent. */
async function fileOf({ params }: Operation, input: Typed, { context, globals }: Job): Promise<Source | undefined> {
  const name = Object.keys(params).find((key) => params[key]?.to.startsWith('part.'))
  if (name === undefined || input[name] === undefined) return undefined
  const file = await context.files.open(String(input[name]))
  if (file === undefined) throw new Failure('usage', `there is no file ${String(input[name])}`)
  if (params[name]?.text !== true) return file
  return await (await import('../text/source.ts')).textSource(file, String(input[name]), globals.encoding)
}

function batches({ params }: Operation, input: Typed): Given[] {
  const given: Given = Object.fromEntries(Object.keys(params).map((name) => [name, input[name]]))
  const [name, most] = capped(params, given) ?? []
  const list = name === undefined ? undefined : given[name]
  if (name === undefined || most === undefined || !Array.isArray(list)) return [given]
  const starts = Array.from({ length: Math.ceil(list.length / most) }, (_, index) => index * most)
  return starts.map((start) => ({ ...given, [name]: list.slice(start, start + most) }))
}

/** The list among what was given that Gong takes only so much of, and how much. */
function capped(params: Operation['params'], given: Given): readonly [name: string, most: number] | undefined {
  for (const [name, { to, max }] of Object.entries(params))
    if (isList(to) && max !== undefined && given[name] !== undefined) return [name, max]
  return undefined
}
