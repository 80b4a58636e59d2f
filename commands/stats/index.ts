import type { Command } from '../../src/app/model/command.ts'
import { showActivity } from './activity.ts'
import { showCoaching } from './coaching.ts'
import { showDailyActivity } from './daily.ts'
import { showInteraction } from './interaction.ts'
import { showActivityByPeriod } from './periods.ts'
import { listAnsweredScorecards } from './scorecards.ts'

export const statsCommands: readonly Command[] = [
  showActivity,
  showDailyActivity,
  showActivityByPeriod,
  showInteraction,
  listAnsweredScorecards,
  showCoaching,
]
