import type { OldCommand } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { inspectCredential } from '../../src/doctor/account.ts'
import { logHttp } from '../../src/doctor/http-log.ts'
import { chosenBy, described, local } from './shared.ts'

export const checkStored: OldCommand = {
  ...local,
  name: 'check',
  summary: 'Ask Gong whether the credentials work, whose they are, and what they may do',
  effect: 'read',
  operations: [settings.workspaces, users.list, calls.list],
  inputs: { name: { kind: 'text', help: 'name of the profile; else the one that would be used' } },
  fields: ['name', 'baseUrl', 'why', 'account', 'scopes', 'missing', 'milliseconds'],
  columns: [],
  single: true,
  examples: ['gong profiles check --sandbox', 'gong profiles check work'],
  cautions: [
    'Sends three requests and repeats none. A key that may do nothing of the three is a good key all the same.',
    'Gong does not say whose key it is: the account is told by its workspaces, the mail domain that most users have, and how many users and calls of the last year the key sees.',
    'gong doctor asks for more scopes, and looks at this machine as well.',
  ],
  async *run(input, job) {
    const chosen = await chosenBy(input, job)
    const { name, baseUrl, why } = chosen
    const { send, log } = logHttp(job.send, job.context.clock)
    const seen = await inspectCredential(job.gongAs(chosen, { send, retry: false }), job.context.clock.now())
    yield { rows: [described({ name, baseUrl, why, ...seen, milliseconds: log.firstAnswerMs })] }
  },
}
