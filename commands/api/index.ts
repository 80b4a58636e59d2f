import type { Command } from '../../src/app/model/command.ts'
import { sendRequest } from './send.ts'

export const apiCommands: readonly Command[] = [sendRequest]
