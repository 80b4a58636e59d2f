import type { Chosen } from '../credentials/choose-profile.ts'
import { completions } from './completions.ts'
import { type Check, type Finding, guarded, ok, unknown, type World, warning } from './finding.ts'
import { folders } from './folders.ts'
import { online } from './online.ts'
import { proxy } from './proxy.ts'
import { journals, locks, receipts } from './state.ts'
import { isStoreLocked, store, UNLOCK } from './store.ts'
import { versions } from './versions.ts'

/** Gong's own limit for a company (field notes, "Limits and cursors"). */
const DAILY = 10_000

/** What can be looked at without sending anything. */
const local: { readonly [name: string]: Check } = {
  gong: versions,
  folders,
  profiles: store,
  journals,
  locks,
  receipts,
  completions,
}

/**
 * Looks at everything that a setting needs to work.
 *
 * @param offline sends nothing
 * @returns a line for each check, in an order that a person would go in
 */
export async function examine(world: World, offline: boolean): Promise<readonly Finding[]> {
  const here = Object.entries(local).map(([name, check]) => guarded(name, () => check(world)))
  return [...(await Promise.all(here)).flat(), ...(await guarded('credentials', () => credentials(world, offline)))]
}

/** Who would be asked and as whom; then, unless offline, how that goes. @throws Failure when there is no credential */
async function credentials(world: World, offline: boolean): Promise<readonly Finding[]> {
  const chosen = await world.chosen()
  const who = `${chosen.why}, for ${chosen.baseUrl}`
  // The sandbox is in this process: no proxy, no name and no certificate stand between.
  const way = world.sandboxed ? [] : [proxy(world.context.env, chosen.baseUrl)]
  if (offline)
    return [
      unknown('credentials', `${who}; not tried`, 'gong doctor, without --offline'),
      ...way,
      ...(await today(world, chosen)),
    ]
  if (chosen.name !== undefined && (await isStoreLocked(world.context)))
    return [
      warning('credentials', `${who}; not tried, since its key is not opened`, UNLOCK),
      ...way,
      ...(await today(world, chosen)),
    ]
  return [...(await online(world, chosen, who, way)), ...(await today(world, chosen))]
}

async function today(world: World, { baseUrl }: Chosen): Promise<Finding[]> {
  const sent = await world.sentToday(baseUrl)
  const found = `${sent.toLocaleString('en')} of ${DAILY.toLocaleString('en')} today (UTC) from this machine`
  return sent < 0.9 * DAILY
    ? [ok('requests', found)]
    : [warning('requests', found, 'Gong refuses more until the day ends; narrow the windows, or come back tomorrow')]
}
