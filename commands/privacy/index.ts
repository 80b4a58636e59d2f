import type { Command } from '../../src/app/model/command.ts'
import { erasePersonData } from './erase.ts'
import { erasePersonList } from './erase-list.ts'
import { findPersonData } from './find.ts'
import { listReceipts } from './receipts.ts'
import { writeAccessReport } from './report.ts'
import { listRequests } from './requests.ts'
import { verifyErasures } from './verify.ts'

export const privacyCommands: readonly Command[] = [
  findPersonData,
  writeAccessReport,
  erasePersonData,
  erasePersonList,
  verifyErasures,
  listRequests,
  listReceipts,
]
