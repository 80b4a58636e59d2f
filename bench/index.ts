import { exactJson } from './json.ts'
import { limit, memory, throughput } from './pulls.ts'
import { startup } from './startup.ts'

/** Every measurement, in the order of the table. */
export const measurements = [startup, exactJson, throughput, limit, memory]
