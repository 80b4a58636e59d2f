import { typedJson } from '../api/typed-json.ts'
import { isId, parse } from '../catalogue/kinds.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { type Calendar, toDay, toInstant } from '../lib/dates.ts'
import { toEmail } from '../lib/email.ts'
import { Failure } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import { toPhone } from '../lib/phone.ts'
import type { Json } from '../lib/rows.ts'
import { checkZone, profileZone } from '../lib/zones.ts'
import type { Command, Job } from './command.ts'
import { checkSomebodyAgrees } from './confirm.ts'
import { labelOf } from './globals.ts'
import type { Input, Raw, Typed } from './inputs.ts'

import { expand, type Text, type Texts } from './lists.ts'
import { idOf } from './names.ts'
import { checkEnds, inWindow, isExplicit, upToToday } from './window.ts'

/**
 * Turns what was typed into the values that `run` gets: lists from `@file`, `-` and commas; dates by the calendar;
 * kinds checked; names looked up last, so that nothing is sent for a line that is wrong elsewhere, or for one that nobody
 * is here to agree to.
 *
 * @throws Failure `usage` that names the flag and what was wrong with its value, `declined` where nobody can agree
 */
export async function readInput(command: Command, raw: Raw, job: Job): Promise<Typed> {
  const typed = await expand(command.inputs, raw, job)
  const calendar = once(() => calendarOf(typed, job))
  const texts = await withUsual(command, await inWindow(command, typed, calendar, job), job)
  const checked: { [name: string]: Json | undefined } = {}
  for (const [name, input] of Object.entries(command.inputs))
    checked[name] = await check(labelOf(command, name), softened(input, texts), texts[name], calendar)
  const empty = Object.keys(checked).find((name) => isEmpty(checked[name]))
  if (empty !== undefined && command.effect !== 'read')
    throw new Failure('usage', `${labelOf(command, empty)}: the list is empty`)
  const values = await upToToday(command, checked, texts, calendar, job)
  checkEnds(command, values, job.moment())
  await command.check?.(values, job)
  if ('run' in command && command.effect !== 'local')
    checkSomebodyAgrees(job.context, job.globals, command.effect, job.line)
  const usual = typed.workspace === undefined && texts.workspace !== undefined ? await job.chosen() : undefined
  return await lookUp(command, values, job, usual)
}

/**
 * The window that a line means at the moment of the job, as `readInput` would have it, without a word and without a look-up; other
 * inputs are left out.
 *
 * @throws Failure `usage` as `readInput`
 */
export async function readWindow(command: Command, raw: Raw, job: Job): Promise<Typed> {
  const { window, inputs } = command
  if (window === undefined) return {}
  const texts: Texts = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]): [string, Text][] => {
      if (typeof value === 'string' || typeof value === 'boolean') return [[name, value]]
      return Array.isArray(value) && value.length > 0 ? [[name, value.map(String)]] : []
    }),
  )
  const calendar = once(() => calendarOf(texts, job))
  const silent = { ...job, say: async () => undefined }
  const both = await inWindow(command, texts, calendar, silent)
  const ends: { [name: string]: Json | undefined } = {}
  for (const name of [window.from, window.to]) {
    const input = inputs[name]
    if (input !== undefined)
      ends[name] = await check(labelOf(command, name), softened(input, both), both[name], calendar)
  }
  return await upToToday(command, ends, both, calendar, silent)
}

/** With a body of their own people may say there what a flag would say; the request as a whole is checked later. */
function softened(input: Input, { body, set }: Texts): Input {
  const { required: _, ...rest } = input
  return input.outsideBody || (body === undefined && set === undefined) ? input : rest
}

/** The profile's workspace, unless things were asked for by id, which it would only hide where Gong can do without. */
async function withUsual(command: Command, texts: Texts, job: Job): Promise<Texts> {
  const { workspace } = command.inputs
  if (workspace?.lookup === undefined || texts.workspace !== undefined) return texts
  const isNeedless = workspace.ofNames ? !hasName(command, texts) : isExplicit(command, texts)
  if (isNeedless && workspace.required !== true) return texts
  return { ...texts, workspace: (await job.chosen()).workspace }
}

/** Whether something was typed whose id has to be looked for. */
function hasName({ inputs }: Command, texts: Texts): boolean {
  return Object.entries(inputs).some(([name, { lookup }]) => {
    const text = lookup === undefined || lookup === 'workspace' ? undefined : texts[name]
    return [text ?? []].flat().some((one) => typeof one === 'string' && !isId(one))
  })
}

/** The moment is one for the whole run: a window that moved between pages would lose rows (quirk 69). */
async function calendarOf({ tz }: Texts, { context, chosen, moment }: Job): Promise<Calendar> {
  const now = moment()
  const own = typeof tz === 'string' ? checkZone('--tz', tz) : profileZone(await chosen())
  return {
    now,
    // `7d` needs none, and a machine may have a zone without a name.
    get zone() {
      return own ?? context.zone
    },
  }
}

async function check(
  said: string,
  input: Input,
  text: Text,
  calendar: () => Promise<Calendar>,
): Promise<Json | undefined> {
  if (text === undefined) {
    if (input.required) throw new Failure('usage', `${said} is missing`)
    return undefined
  }
  if (typeof text === 'boolean') return text
  const one = async (item: string): Promise<Json> => {
    if (item === '') throw new Failure('usage', `${said} is empty`)
    if (item === '-' && input.writes !== undefined) throw notStdout(said, input.writes)
    if (input.lookup) return item
    if (input.kind === 'instant') return await toInstant(said, item, await calendar())
    if (input.kind === 'day') return await toDay(said, item, await calendar())
    if (input.kind === 'phone') return await toPhone(said, item)
    if (input.kind === 'email') return toEmail(said, item)
    return input.kind === 'json' ? toJson(said, item) : parse(said, input, item)
  }
  if (typeof text === 'string') return await one(text)
  return await Promise.all(text.map(one))
}

function notStdout(said: string, writes: 'file' | 'folder'): Failure {
  const needs = writes === 'folder' ? 'this takes a folder' : 'this takes a file of its own'
  return new Failure('usage', `${said} -: stdout is for the rows, and ${needs}`, {
    hint: writes === 'folder' ? `${said} .` : `${said} ${said.replace(/^-+/, '')}.json`,
  })
}

/** Whether a list was given that has nothing in it, such as a file without lines: of nothing, nothing comes. */
export function isEmpty(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Ids in a body keep every digit, also when they were typed as bare numbers. */
function toJson(said: string, text: string): Json {
  try {
    return typedJson(said, text)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const start = text.length > 60 ? `${text.slice(0, 60)}…` : text
    throw new Failure('usage', `${said}: "${start}" is not JSON`, { cause })
  }
}

/**
 * Ids for names; what was given twice, in one spelling or two, stands in its list once.
 *
 * @param usual the profile whose workspace stands there for one that was not typed
 */
async function lookUp(command: Command, checked: Typed, job: Job, usual?: Usual): Promise<Typed> {
  const found: { [name: string]: Json | undefined } = {}
  for (const [name, { many }] of Object.entries(command.inputs)) {
    const value = checked[name]
    found[name] = many && Array.isArray(value) ? [...new Set(value)] : value
  }
  for (const [name, lookup] of lookups(command)) {
    const value = found[name]
    if (value === undefined) continue
    const isUsual = usual !== undefined && name === 'workspace'
    const flag = isUsual ? `workspace of profile "${usual.name}"` : labelOf(command, name)
    const place = usual && `${usual.workspace}, which is that of profile "${usual.name}"`
    const seeking = { read: job.read, flag, around: found, place }
    const find = async (text: Json) => await idOf(lookup, seeking, String(text))
    const one = async (text: Json) => (isUsual ? await blaming(usual, find(text)) : await find(text))
    found[name] = Array.isArray(value) ? [...new Set(await inOrder(value, one))] : await one(value)
  }
  return found
}

type Usual = Pick<ChosenCredential, 'name' | 'workspace'>

/** Leads from a workspace of the profile that cannot be found to where it is set. */
async function blaming({ name }: Usual, found: Promise<string>): Promise<string> {
  try {
    return await found
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    const hint = `gong profiles set ${name} --workspace <name>, ${error.hint}`
    throw new Failure('usage', error.message, { hint, cause: error })
  }
}

/** The workspace first, since the names of other things are looked for in it. */
function lookups({ inputs }: Command): (readonly [name: string, lookup: NonNullable<Input['lookup']>])[] {
  const all = Object.entries(inputs).flatMap(([name, { lookup }]) =>
    lookup === undefined ? [] : [[name, lookup] as const],
  )
  return [...all.filter(([name]) => name === 'workspace'), ...all.filter(([name]) => name !== 'workspace')]
}

/** One after the other: the second look-up may find its answer in what the first has read. */
async function inOrder(values: readonly Json[], find: (value: Json) => Promise<string>): Promise<string[]> {
  const found: string[] = []
  for (const value of values) found.push(await find(value))
  return found
}
