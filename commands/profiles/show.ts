import type { OldCommand } from '../../src/app/command.ts'
import { chosenBy, described, local } from './shared.ts'

export const show: OldCommand = {
  ...local,
  name: 'show',
  summary: 'Show which credentials a command would use, and why; never the secret',
  effect: 'read',
  inputs: { name: { kind: 'text', help: 'name of the profile; else the one that would be used' } },
  fields: ['name', 'baseUrl', 'source', 'why', 'timeZone', 'workspace', 'rate'],
  columns: [],
  single: true,
  examples: ['gong profiles show --sandbox', 'gong profiles show work'],
  async *run(input, job) {
    const { authorization: _secret, renew: _renew, ...rest } = await chosenBy(input, job)
    yield { rows: [described(rest)] }
  },
}
