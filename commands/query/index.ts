import type { Command } from '../../src/app/model/command.ts'
import { queryCopy } from './query.ts'

export const queryCommands: readonly Command[] = [queryCopy]
