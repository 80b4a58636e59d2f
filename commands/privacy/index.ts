import type { Command } from '../../src/app/command.ts'
import { erasing } from './erase.ts'
import { erasingList } from './erase-list.ts'
import { finding } from './find.ts'
import { receipts } from './receipts.ts'
import { reporting } from './report.ts'
import { verifying } from './verify.ts'

export const privacy: readonly Command[] = [finding, reporting, erasing, erasingList, verifying, receipts]
