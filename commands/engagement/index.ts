import type { Command } from '../../src/app/model/command.ts'
import { reportAction } from './action.ts'
import { reportInteraction } from './interaction.ts'
import { reportShared } from './shared.ts'
import { reportViewed } from './viewed.ts'

export const engagementCommands: readonly Command[] = [reportInteraction, reportViewed, reportShared, reportAction]
