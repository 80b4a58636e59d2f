import type { Command } from '../../src/app/model/command.ts'
import { searchSentences } from './search.ts'

export const searchCommands: readonly Command[] = [searchSentences]
