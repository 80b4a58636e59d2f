import type { Command } from '../../src/app/model/command.ts'
import { reportAccounts } from './accounts.ts'
import { reportCoverage } from './coverage.ts'
import { reportOverview } from './overview.ts'
import { reportReps } from './reps.ts'
import { reportScorecards } from './scorecards.ts'
import { reportTrackers } from './trackers.ts'

export const reportCommands: readonly Command[] = [
  reportReps,
  reportScorecards,
  reportTrackers,
  reportAccounts,
  reportCoverage,
  reportOverview,
]
