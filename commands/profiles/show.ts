import { defineQuery } from '../../src/app/model/command.ts'
import { namedOrChosen, OPTIONAL_NAME, profileRow } from './inputs.ts'

export const showProfileCommand = defineQuery({
  name: 'show',
  summary: 'Show which credentials a command would use, and why; never the secret',
  operations: [],
  inputs: { name: OPTIONAL_NAME },
  arguments: ['name'],
  fields: ['name', 'baseUrl', 'source', 'why', 'timeZone', 'workspace', 'rate'],
  columns: [],
  single: true,
  examples: ['gong profiles show --sandbox', 'gong profiles show work'],
  async *rows(input, job) {
    const { authorization: _secret, renew: _renew, ...facts } = await namedOrChosen(input.name, job)
    yield { rows: [profileRow(facts)] }
  },
})
