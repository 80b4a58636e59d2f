import type { Command } from '../../src/app/model/command.ts'
import { grantCallAccess } from './access-grant.ts'
import { listCallAccess } from './access-list.ts'
import { revokeCallAccess } from './access-revoke.ts'
import { createCall } from './create.ts'
import { showCallDetails } from './details.ts'
import { downloadCalls } from './download.ts'
import { searchCalls } from './find.ts'
import { getCall } from './get.ts'
import { listCalls } from './list.ts'
import { listCallOutcomes } from './outcomes.ts'
import { renderCalls } from './render.ts'
import { uploadCall } from './upload.ts'

export const callCommands: readonly Command[] = [
  listCalls,
  getCall,
  showCallDetails,
  searchCalls,
  createCall,
  uploadCall,
  listCallOutcomes,
  listCallAccess,
  grantCallAccess,
  revokeCallAccess,
  downloadCalls,
  renderCalls,
]
