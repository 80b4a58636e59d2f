import type { Command } from '../../src/app/model/command.ts'
import { listCrmAssociations } from './associations.ts'
import { deleteCrmIntegration } from './integration-delete.ts'
import { getCrmIntegration } from './integration-get.ts'
import { registerCrmIntegration } from './integration-register.ts'
import { getCrmObjects } from './objects-get.ts'
import { uploadCrmObjects } from './objects-upload.ts'
import { addCrmSchema } from './schema-add.ts'
import { diffCrmSchema } from './schema-diff.ts'
import { getCrmSchema } from './schema-get.ts'
import { setCrmSchema } from './schema-set.ts'
import { getCrmStatus } from './status.ts'

export const crmCommands: readonly Command[] = [
  getCrmIntegration,
  registerCrmIntegration,
  deleteCrmIntegration,
  getCrmObjects,
  uploadCrmObjects,
  getCrmSchema,
  addCrmSchema,
  diffCrmSchema,
  setCrmSchema,
  getCrmStatus,
  listCrmAssociations,
]
