import { Failure } from '../lib/errors.ts'
import { machineZone } from '../lib/machine-zone.ts'
import type { Context } from '../platform/ports.ts'
import { runTool } from './starter.ts'

const LOCAL_TIME = '/etc/localtime'

type Machine = Pick<Context, 'env' | 'files' | 'runProgram' | 'zone'>

/**
 * The zone in which cron counts: that of the machine, whatever TZ says in the shell of this run.
 *
 * @throws Failure `usage` where nobody can tell
 */
export async function cronZone(context: Machine): Promise<string> {
  if (context.env.TZ === undefined) return context.zone
  const tz = (await linkedZone(context)) ?? (await namedZone(context)) ?? (await noZone(context))
  return machineZone({ tz, systemZone: () => undefined, realPath: () => undefined })
}

async function linkedZone(context: Machine): Promise<string | undefined> {
  const found = await runTool(context, ['readlink', '-f', LOCAL_TIME])
  const path = new TextDecoder().decode(found?.stdout).trim()
  return path.includes('/zoneinfo') ? path : undefined
}

async function namedZone({ files }: Machine): Promise<string | undefined> {
  const bytes = await files.read('/etc/timezone')
  return bytes && new TextDecoder().decode(bytes)
}

/** Without a file of the local time the C library takes UTC. */
async function noZone({ files }: Machine): Promise<string> {
  if ((await files.open(LOCAL_TIME)) === undefined) return 'UTC'
  throw new Failure('usage', `the zone in which cron counts has no name in ${LOCAL_TIME}, and TZ is not cron's`, {
    hint: 'unset TZ, or add --systemd, which takes any zone',
  })
}
