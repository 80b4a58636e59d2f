import { MOST_BYTES } from '../../catalogue/crm-objects.ts'
import { rowsIn } from '../../lib/rows.ts'
import { integrationNow } from '../answers/crm-integration.ts'
import { isUsed } from '../answers/crm-requests.ts'
import { leftOut } from '../answers/crm-schema.ts'
import type { Rule, Rules } from './rule.ts'

const integration: Rule = {
  when: (asked) => {
    const id = String(asked.query.integrationId)
    return integrationNow(asked)?.id === id ? [] : [id]
  },
  says: (id) => `Integration ${id} does not exist`,
}

const once: Rule = {
  when: (asked) => (isUsed(asked) ? ['Client request id'] : []),
  says: (name) => `${name} has already been used`,
  status: 409,
}

export const crm: Rules = {
  getCrmObjects: [integration],
  listCrmSchemaFields: [integration],
  deleteGenericCrmIntegration: [integration, once],
  uploadCrmData: [
    integration,
    { when: ({ part }) => (part?.field === 'dataFile' ? [] : ['dataFile']), says: (name) => `${name} is required` },
    {
      when: ({ part }) => (part !== undefined && part.size > MOST_BYTES ? [String(part.size)] : []),
      says: (size) => `dataFile has ${size} bytes, and at most 200 MB are taken`,
    },
    once,
  ],
  uploadCrmSchemaField: [
    integration,
    {
      when: ({ body }) => {
        const names = rowsIn(body).map(({ uniqueName }) => String(uniqueName))
        return names.filter((name, place) => names.indexOf(name) < place)
      },
      says: (name) => `Field [${name}] is there twice`,
    },
    {
      when: (asked) => leftOut(asked, rowsIn(asked.body)),
      says: (name) => `Field [${name}] is missing from the request`,
    },
  ],
}
