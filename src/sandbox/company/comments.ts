import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { SandboxCall } from './call.ts'
import { formatInstant, randomInstant } from './instant.ts'

/** Comments of colleagues: none in eleven of twelve calls. */
export function commentRows({ seed, index, duration, started, host }: SandboxCall): Row[] {
  const random = new SeededRandom(seed, 'comments', index)
  if (!random.bool(1 / 12)) return []
  const at = random.int(10, duration - 10)
  return [
    {
      id: random.digits(19),
      audioStartTime: at,
      audioEndTime: at + random.int(0, 9),
      commenterUserId: host.id,
      comment: random.pick(['Great question here', 'Listen to the pause 🙂', 'We need a better answer to this']),
      posted: formatInstant(
        randomInstant(random, started.at + (duration + random.int(600, 90_000)) * 1000),
        host.utcOffsetMinutes,
      ),
      duringCall: false,
    },
  ]
}
