import type { Gong } from '../api/client.ts'
import type { Chosen } from '../credentials/choose-profile.ts'
import type { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'
import { accountOf } from './account.ts'
import { clock, connection, isForeign } from './connection.ts'
import { type Finding, failed, failure, ok, unknown, type World, warning } from './finding.ts'
import { ear } from './http-log.ts'
import { ask, isKnown, type Told } from './probe.ts'
import { probes, scopes } from './scopes.ts'
import { visible } from './visible.ts'

type Answers = { readonly [name: string]: Told }

/**
 * Asks the probes, one after the other, and reads everything from how that went.
 *
 * @param who is asked and as whom, in words
 * @param way what was found of the way there without sending anything
 */
export async function online(world: World, chosen: Chosen, who: string, way: readonly Finding[]): Promise<Finding[]> {
  const { send, heard } = ear(world.send, world.context.clock)
  const { told, trouble } = await asked(world.connect(chosen, send), world.context.clock.now())
  const all = Object.values(told)
  const broken = trouble && (all.length === 0 || isForeign(trouble)) ? trouble : undefined
  const reached = connection(chosen.baseUrl, heard, broken)
  const cut =
    trouble && !broken
      ? [warning('scopes', `not all could be probed: ${trouble.message}`, trouble.hint ?? 'gong doctor, later')]
      : []
  return [
    ...(heard.requests === 0 && trouble
      ? [failure(trouble.kind === 'auth' ? 'credentials' : 'answer', trouble.message, trouble.hint)]
      : accepted(chosen, who, all)),
    ...way,
    ...(world.sandboxed ? [] : reached),
    ...clock(heard),
    ...(all.some(isKnown) ? [...known(told), ...scopes(all, world)] : []),
    ...cut,
  ]
}

/** Stops at the first request that says nothing of the key, and after three for a key that Gong does not know. */
async function asked(gong: Gong, now: number): Promise<{ told: Answers; trouble?: Failure }> {
  const told: { [name: string]: Told } = {}
  try {
    for (const [name, probe] of Object.entries(probes(now))) {
      if (Object.keys(told).length === 3 && !Object.values(told).some(isKnown)) break
      told[name] = await ask(gong, probe)
    }
    return { told }
  } catch (error) {
    return { told, trouble: failed(error) }
  }
}

function accepted(chosen: Chosen, who: string, told: readonly Told[]): Finding[] {
  const refused = told.find((one) => !isKnown(one))?.refused
  if (told.some(isKnown)) return [ok('credentials', `${who}; Gong accepts them`)]
  if (refused === undefined)
    return [unknown('credentials', `${who}; whether Gong accepts them is not known`, 'gong doctor, once Gong answers')]
  return [failure('credentials', `${who}; ${refused.message}`, another(chosen))]
}

function another({ name }: Chosen): string {
  const key = 'a key that Gong shows under Settings, API'
  return name === undefined
    ? `set the variables to ${key}`
    : `gong profiles remove ${name}, then gong profiles add ${name} with ${key}`
}

function known({ workspaces, users, calls, plays }: Answers): Finding[] {
  if (!workspaces || !users || !calls) return [unknown('account', 'not all that tells it was answered')]
  return [account(accountOf({ workspaces, users, calls })), ...visible(calls, plays)]
}

/** Whose key it is, as far as Gong lets anybody know. */
function account({ domain = 'unknown company', workspaces, users }: Row): Finding {
  const named = Array.isArray(workspaces) ? [`workspaces ${workspaces.join(', ')}`] : []
  const isKnown = Array.isArray(workspaces) || users !== undefined
  return (isKnown ? ok : unknown)(
    'account',
    [domain, ...named, ...(users === undefined ? [] : [`${users} users`])].join('; '),
  )
}
