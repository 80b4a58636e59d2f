import { defineQuery } from '../../src/app/model/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { inspectCredential } from '../../src/doctor/account.ts'
import { logHttp } from '../../src/doctor/http-log.ts'
import { namedOrChosen, OPTIONAL_NAME, profileRow } from './inputs.ts'

export const checkProfileCommand = defineQuery({
  name: 'check',
  summary: 'Ask Gong whether the credentials work, whose they are, and what they may do',
  operations: [settings.workspaces, users.list, calls.list],
  inputs: { name: OPTIONAL_NAME },
  arguments: ['name'],
  fields: ['name', 'baseUrl', 'why', 'account', 'scopes', 'missing', 'milliseconds'],
  columns: [],
  single: true,
  examples: ['gong profiles check --sandbox', 'gong profiles check work'],
  cautions: [
    'Sends three requests and repeats none. A key that may do nothing of the three is a good key all the same.',
    'Gong does not say whose key it is: the account is told by its workspaces, the mail domain that most users have, and how many users and calls of the last year the key sees.',
    'gong doctor asks for more scopes, and looks at this machine as well.',
  ],
  async *rows(input, job) {
    const credential = await namedOrChosen(input.name, job)
    const { name, baseUrl, why } = credential
    const { send, log } = logHttp(job.send, job.context.clock, job.say)
    const client = job.readAs(credential, { send, retry: false })
    const report = await inspectCredential(client, job.context.clock.now())
    yield { rows: [profileRow({ name, baseUrl, why, ...report, milliseconds: log.firstAnswerMs })] }
  },
})
