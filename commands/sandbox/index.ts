import type { Command } from '../../src/app/model/command.ts'
import { fireEvents } from './fire.ts'
import { sandboxServe } from './serve.ts'

export const sandboxCommands: readonly Command[] = [sandboxServe, fireEvents]
