import type { Entry } from '../../src/app/job/app.ts'
import type { Command } from '../../src/app/model/command.ts'
import { serveMcp } from './mcp.ts'

export const mcpCommands = (entries: readonly Entry[]): readonly Command[] => [serveMcp(entries)]
