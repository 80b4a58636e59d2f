import type { Command } from '../src/cli/command.ts'
import { erasing } from './privacy/erase.ts'
import { erasingList } from './privacy/erase-list.ts'
import { finding } from './privacy/find.ts'
import { receipts } from './privacy/receipts.ts'
import { reporting } from './privacy/report.ts'
import { verifying } from './privacy/verify.ts'

export const privacy: readonly Command[] = [finding, reporting, erasing, erasingList, verifying, receipts]
