import { isId } from '../../catalogue/kinds.ts'
import { Failure } from '../../lib/errors.ts'
import { once } from '../../lib/once.ts'
import type { Calendar } from '../../lib/resolve-time.ts'
import type { ZoneDefaults } from '../../lib/zones.ts'
import type { Command } from '../model/command.ts'
import { expandLists, type Text, type Texts } from '../model/expand-lists.ts'
import { isExplicit } from '../model/explicit.ts'
import type { Raw, Typed } from '../model/inputs.ts'
import type { ChangeJob, Job, QueryJob } from '../model/job.ts'
import { labelOf } from '../model/labels.ts'
import { calendarOf } from './calendar.ts'
import { checkedInputs } from './checked-inputs.ts'
import { emptyListIn } from './input-value.ts'
import { lookUp } from './look-up-names.ts'
import { withWindow } from './window.ts'
import { checkEnds, daysIn, todayIn, upToToday } from './window-limits.ts'

/**
 * Turns what was typed into the values that `run` gets: lists from `@file`, `-` and commas; dates by the calendar;
 * kinds checked; names looked up last, so that nothing is sent for a line that is wrong elsewhere, or for one that nobody
 * is here to agree to.
 *
 * @param openLists `wholeLists` for what nobody typed
 * @throws Failure `usage` that names the flag and what was wrong with its value, `declined` where nobody can agree
 */
export async function readInput(
  command: Command,
  raw: Raw,
  job: QueryJob & ChangeJob,
  openLists: typeof expandLists = expandLists,
): Promise<Typed> {
  const typed = await openLists(command.inputs, raw, job)
  if (asksNothing(command, typed))
    return await checkedInputs(command, typed, async () => ({ now: job.moment(), zone: job.context.zone }))
  const isOnMachine = Object.keys(command.inputs).some(
    (name) => command.inputs[name]?.onMachine === true && typed[name] !== undefined,
  )
  const needsNone = isOnMachine || command.effect === 'local' || command.operations.length === 0
  const calendar = once(() => calendarOf(typed, needsNone ? withOrWithoutProfile(job) : job))
  const windowed = await withWindow(command, typed, calendar, job)
  const texts = isOnMachine ? windowed : await withProfileWorkspace(command, windowed, job)
  const checked = await checkedInputs(command, texts, calendar)
  const empty = emptyListIn(command.inputs, checked)
  if (empty !== undefined && command.effect !== 'read')
    throw new Failure('usage', `${labelOf(command, empty)}: the list is empty`)
  const early = await upToToday(command, checked, texts, () => todayIn(calendar), job)
  checkEnds(command, early, job.moment())
  await command.check?.(early, job)
  const values = await inWholeDays(command, typed, early, calendar, job)
  const isDefault = typed.workspace === undefined && texts.workspace !== undefined
  return await lookUp(command, values, job, isDefault ? await job.chosen() : undefined)
}

/** The same job, whose profile may be missing. */
function withOrWithoutProfile({ context, chosen, moment }: Job): ZoneDefaults & Pick<Job, 'moment'> {
  return { context, moment, chosen: () => chosen().catch(() => ({})) }
}

function asksNothing({ inputs }: Command, texts: Texts): boolean {
  return Object.keys(inputs).some((name) => inputs[name]?.asksNothing === true && texts[name] === true)
}

/** The input of an earlier run, with flags that were not typed: journals of earlier versions leave them out. */
export function withFlags({ inputs }: Command, input: Typed): Typed {
  const flags = Object.keys(inputs).filter((name) => inputs[name]?.kind === 'flag')
  return { ...Object.fromEntries(flags.map((name) => [name, false])), ...input }
}

/**
 * The window that a line means at the moment of the job, as `readInput` would have it, without a word and without a look-up of
 * names; other inputs are left out.
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
  const both = await withWindow(command, texts, calendar, silent)
  const ends = Object.fromEntries(Object.entries(inputs).filter(([name]) => name === window.from || name === window.to))
  const checked = await checkedInputs({ inputs: ends, arguments: command.arguments }, both, calendar)
  const values = await upToToday(command, checked, both, () => todayIn(calendar), silent)
  return await inWholeDays(command, texts, values, calendar, silent)
}

/** The same values with days that are whole for the company too. */
async function inWholeDays(
  command: Command,
  typed: Texts,
  values: Typed,
  calendar: () => Promise<Calendar>,
  job: Job,
): Promise<Typed> {
  if (daysIn(command, values).length === 0) return values
  const { upToCompanyToday } = await import('./company-window.ts')
  return await upToCompanyToday({ command, typed, calendar: await calendar() }, values, job)
}

/** The profile's workspace, unless things were asked for by id, which it would only hide where Gong can do without. */
async function withProfileWorkspace(command: Command, texts: Texts, job: Job): Promise<Texts> {
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
