import type { Command } from '../src/cli/command.ts'
import { erasing } from './privacy/erase.ts'
import { finding } from './privacy/find.ts'
import { reporting } from './privacy/report.ts'

export const privacy: readonly Command[] = [finding, reporting, erasing]
