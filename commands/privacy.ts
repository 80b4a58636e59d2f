import type { Command } from '../src/cli/command.ts'
import { erasing } from './privacy/erase.ts'
import { finding } from './privacy/find.ts'

export const privacy: readonly Command[] = [finding, erasing]
