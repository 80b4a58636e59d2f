import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Call } from './call.ts'
import { moment, stamp } from './stamp.ts'

/** What colleagues wrote beside the recording: nothing in eleven of twelve calls. */
export function comments({ seed, index, duration, started, host }: Call): Row[] {
  const chance = new Chance(seed, 'comments', index)
  if (!chance.odds(1 / 12)) return []
  const at = chance.int(10, duration - 10)
  return [
    {
      id: chance.digits(19),
      audioStartTime: at,
      audioEndTime: at + chance.int(0, 9),
      commenterUserId: host.id,
      comment: chance.pick(['Great question here', 'Listen to the pause 🙂', 'We need a better answer to this']),
      posted: stamp(moment(chance, started.at + (duration + chance.int(600, 90_000)) * 1000), host.zone),
      duringCall: false,
    },
  ]
}
