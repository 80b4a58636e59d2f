import type { Command } from '../../src/app/model/command.ts'
import { listBriefs } from './briefs.ts'
import { setIntegrationPages } from './integration.ts'
import { listScorecards } from './scorecards.ts'
import { listTrackers } from './trackers.ts'
import { listWorkspaces } from './workspaces.ts'

export const settingsCommands: readonly Command[] = [
  listWorkspaces,
  listScorecards,
  listTrackers,
  listBriefs,
  setIntegrationPages,
]
