import { MAX_UPLOAD_BYTES } from '../../catalogue/crm-objects.ts'
import { rowsIn } from '../../lib/rows.ts'
import { currentIntegration } from '../handlers/crm-integration.ts'
import { isRequestUsed } from '../handlers/crm-requests.ts'
import { missingFields } from '../handlers/crm-schema.ts'
import type { SandboxRule, SandboxRules } from './rule.ts'

const integration: SandboxRule = {
  violations: (request) => {
    const id = String(request.query.integrationId)
    return currentIntegration(request)?.id === id ? [] : [id]
  },
  message: (id) => `Integration ${id} does not exist`,
}

const once: SandboxRule = {
  violations: (request) => (isRequestUsed(request) ? ['Client request id'] : []),
  message: (name) => `${name} has already been used`,
  status: 409,
}

export const crmRules: SandboxRules = {
  getCrmObjects: [integration],
  listCrmSchemaFields: [integration],
  deleteGenericCrmIntegration: [integration, once],
  uploadCrmData: [
    integration,
    {
      violations: ({ upload }) => (upload?.field === 'dataFile' ? [] : ['dataFile']),
      message: (name) => `${name} is required`,
    },
    {
      violations: ({ upload }) => (upload !== undefined && upload.size > MAX_UPLOAD_BYTES ? [String(upload.size)] : []),
      message: (size) => `dataFile has ${size} bytes, and at most 200 MB are taken`,
    },
    once,
  ],
  uploadCrmSchemaField: [
    integration,
    {
      violations: ({ body }) => {
        const names = rowsIn(body).map(({ uniqueName }) => String(uniqueName))
        return names.filter((name, index) => names.indexOf(name) < index)
      },
      message: (name) => `Field [${name}] is there twice`,
    },
    {
      violations: (request) => missingFields(request, rowsIn(request.body)),
      message: (name) => `Field [${name}] is missing from the request`,
    },
  ],
}
