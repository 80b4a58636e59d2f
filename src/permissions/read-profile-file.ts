import { valueProblem } from '../catalogue/kinds.ts'
import type { Operation } from '../catalogue/operation.ts'
import { permissions } from '../catalogue/permissions.ts'
import { bodyOf, violations } from '../catalogue/shape.ts'
import { Failure } from '../lib/errors.ts'
import { checkDepth, MAX_DEPTH, tooDeep } from '../lib/json-depth.ts'
import { faultsOf } from '../lib/line-faults.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { valueAt } from '../output/fields.ts'
import { knownFields } from './merge.ts'

/** A profile as a file wants it. */
export interface WantedProfile {
  /** In the file, from 1. */
  readonly line: number
  /** The line of a field, by its dotted path, or of what is around it. */
  readonly lineOf: (path: string) => number
  readonly id?: string
  readonly name?: string
  /** Whether it is made where Gong has none of this name. */
  readonly create: boolean
  /** What it is to be: only what the file says. */
  readonly fields: Row
}

/** What a file of profiles says. */
export interface WantedProfiles {
  /** The id of the workspace; absent where the file names none. */
  readonly workspace?: string
  readonly profiles: readonly WantedProfile[]
}

/** The fields of a profile, whatever is required where. */
const FIELDS: Operation = {
  ...permissions.update,
  params: { name: permissions.update.params.name, description: permissions.update.params.description },
  rules: [],
}
const KNOWN = bodyOf(FIELDS)
const NAMES = [...new Set([...KNOWN.keys()].map((path) => path.replace(/[.[].*/, ''))), 'create']

/** The line of a path such as `['profiles', 0, 'scoreCalls']`, or of what is around it. */
type LineOf = (path: readonly (string | number)[]) => number

/**
 * Reads YAML or JSON as `permissions export` writes it. Every fault is found before anything is asked for.
 *
 * @param source what the text is called in messages
 * @throws Failure `usage` that names the lines
 */
export async function readProfileFile(source: string, text: string): Promise<WantedProfiles> {
  const { value, lineOf } = await parsed(source, text)
  if (!isRow(value) || !Array.isArray(value.profiles))
    throw new Failure('usage', `${source} has no list of profiles`, {
      hint: 'gong permissions export --workspace <name> -o profiles.yaml shows what such a file looks like',
    })
  const entries: readonly Json[] = value.profiles
  const faults = [
    ...Object.keys(value)
      .filter((name) => name !== 'workspace' && name !== 'profiles')
      .map((name) => fault(lineOf([name]), `${name} is none of workspace, profiles`)),
    ...workspaceFaults(value.workspace, lineOf),
    ...entries.flatMap((entry, at) => faultsIn(entry, ['profiles', at], lineOf)),
    ...repeated(entries, lineOf),
  ]
  checkFaults(source, faults)
  const { id } = isRow(value.workspace) ? value.workspace : {}
  return {
    ...(typeof id === 'string' && { workspace: id }),
    profiles: entries.filter(isRow).map((entry, at) => wanted(entry, (path) => lineOf(['profiles', at, ...path]))),
  }
}

function wanted({ id, create, ...fields }: Row, lineOf: LineOf): WantedProfile {
  return {
    line: lineOf([]),
    lineOf: (path) => lineOf(path.split('.')),
    ...(typeof id === 'string' && { id }),
    ...(typeof fields.name === 'string' && { name: fields.name }),
    create: create === true,
    fields,
  }
}

async function parsed(source: string, text: string): Promise<{ value: Json; lineOf: LineOf }> {
  const { isNode, Lexer, LineCounter, parseDocument, Parser } = await import('yaml')
  const parser = new Parser()
  // Before anything walks it level by level: where no stack is left, V8 can end the process.
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) throw tooDeep(source)
  }
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, intAsBigInt: true, prettyErrors: false })
  // What comes after the first is most often its consequence.
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) checkFaults(source, [fault(lineCounter.linePos(error.pos[0]).line, error.message)])
  const lineOf: LineOf = (path) => {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  const value = toJson(plainValue(source, document))
  checkDepth(source, value)
  return { value, lineOf }
}

/** @throws Failure `usage` for aliases that stand for what is around them, or multiply what they stand for, and for what no stack holds */
function plainValue(source: string, document: { toJS(options: { maxAliasCount: number }): unknown }): unknown {
  try {
    const value = document.toJS({ maxAliasCount: 100 })
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
    return value
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(source, cause)
    throw new Failure('usage', `${source}: its aliases cannot be followed`, { cause })
  }
}

/** Ids that were not quoted keep their digits. */
function toJson(value: unknown, isId = false): Json {
  if (typeof value === 'bigint') return isId || !Number.isSafeInteger(Number(value)) ? String(value) : Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item: unknown) => toJson(item, isId))
  if (!isRow(value)) return null
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, toJson(inner, /^id$|Ids?$/.test(name))]),
  )
}

interface Fault {
  readonly line: number
  readonly text: string
}

function fault(line: number, text: string): Fault {
  return { line, text }
}

function workspaceFaults(workspace: Json | undefined, lineOf: LineOf): readonly Fault[] {
  if (workspace === undefined) return []
  const id = isRow(workspace) ? workspace.id : undefined
  const problem = id === undefined ? 'is missing' : valueProblem({ kind: 'id' }, id)
  return problem === undefined ? [] : [fault(lineOf(['workspace', 'id']), `workspace.id ${problem}`)]
}

function faultsIn(entry: Json, path: readonly (string | number)[], lineOf: LineOf): readonly Fault[] {
  if (!isRow(entry)) return [fault(lineOf(path), 'a profile is no list of fields')]
  const { create = false, ...fields } = entry
  const lines = (text: string) => fault(lineOf([...path, ...(/^[\w.]+/.exec(text)?.[0].split('.') ?? [])]), text)
  const [label] = [entry.name, entry.id].filter(isText)
  const named = (text: string) => ({
    ...lines(text),
    text: `${label === undefined ? '' : `${String(label)} · `}${withValue(fields, text)}`,
  })
  return [
    ...(isText(entry.id) || isText(entry.name) ? [] : [fault(lineOf(path), 'a profile needs its id or its name')]),
    ...(typeof create === 'boolean' ? [] : [lines('create is not true or false')]),
    ...(create === true && !isText(entry.name) ? [lines('create needs a name')] : []),
    ...misspelt(fields).map(lines),
    ...violations(FIELDS, { path: {}, query: {}, body: knownFields(KNOWN, fields) }).map(named),
  ]
}

/** `callsAccess.permissionLevel "owner" is not one of …`: what is wrong with a value, with the value. */
function withValue(fields: Row, text: string): string {
  return text.replace(/^([\w.]+) (?=is (?:not|none) )/, (start, path: string) => {
    const value = valueAt(fields, path)
    return value === undefined ? start : `${path} ${JSON.stringify(value)} `
  })
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== ''
}

/** A field that nobody knows is Gong's newest, or a mistake: one that is nearly another's name is taken for the latter. */
function misspelt(fields: Row): readonly string[] {
  return Object.keys(fields).flatMap((name) => {
    const near = NAMES.includes(name) ? undefined : nearest(name, NAMES)
    return near === undefined ? [] : [`${name} is no field of a profile; did you mean ${near}?`]
  })
}

function repeated(entries: readonly Json[], lineOf: LineOf): readonly Fault[] {
  return (['id', 'name'] as const).flatMap((field) => {
    const values = entries.map((entry) => (isRow(entry) ? entry[field] : undefined))
    return values.flatMap((value, at) =>
      isText(value) && values.indexOf(value) < at
        ? [fault(lineOf(['profiles', at, field]), `${field} ${String(value)} is there twice`)]
        : [],
    )
  })
}

/** @throws Failure `usage` that names the lines, where there are faults */
function checkFaults(source: string, faults: readonly Fault[]): void {
  const collected = faultsOf({ name: source, unit: 'line' })
  for (const { line, text } of faults.toSorted((a, b) => a.line - b.line)) collected.add(line, undefined, text)
  collected.check()
}
