import type { Install } from '../platform/ports.ts'
import { cronStarter } from './cron-starter.ts'
import { type Schedule, STARTERS } from './schedules.ts'
import type { Machine, Starter } from './starter.ts'
import { systemdStarter } from './systemd-starter.ts'

export function starterOf(by: Schedule['by'], machine: Machine, install: Pick<Install, 'command'>): Starter {
  return by === 'cron' ? cronStarter(machine, install) : systemdStarter(machine, install)
}

/**
 * Takes a schedule out of whatever starts it.
 *
 * @param by what is known to start it; where that is not known, each is looked at, as far as it is there
 */
export async function uninstall(
  name: string,
  by: Schedule['by'] | undefined,
  machine: Machine,
  install: Pick<Install, 'command'>,
): Promise<void> {
  if (by !== undefined) return await starterOf(by, machine, install).remove(name)
  for (const one of STARTERS)
    await starterOf(one, machine, install)
      .remove(name)
      .catch(() => undefined)
}
