import type { Command } from '../../src/app/command.ts'
import { sandboxServe } from './serve.ts'

export const sandboxCommands: readonly Command[] = [sandboxServe]
