import { ACTIVITIES } from '../../src/catalogue/stats.ts'
import type { Row } from '../../src/lib/rows.ts'

/** The counts of activity that people look for first; a narrow terminal shows fewer of them. */
export const IMPORTANT_COUNTS = ['callsAsHost', 'callsAttended', 'othersCallsListenedTo', 'callsGaveFeedback']

/** The counts of somebody who did nothing. */
export const NO_ACTIVITY: Row = Object.fromEntries(ACTIVITIES.map((name) => [name, 0]))
