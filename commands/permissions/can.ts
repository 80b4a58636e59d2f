import { defineQuery } from '../../src/app/model/command.ts'
import { callAccess as granting } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'

const FIELDS = [
  'can',
  'reason',
  'userId',
  'userName',
  'callId',
  'callTitle',
  'workspaceId',
  'workspaceName',
  'profiles',
  'isHost',
  'tookPart',
  'isGranted',
  'isPrivate',
  'notTold',
]

export const explainCallAccess = defineQuery({
  name: 'can',
  summary: 'Say whether a user sees a call, and why, as far as the API tells',
  operations: [calls.get, calls.details, granting.listAccess, gong.list, gong.users, settings.workspaces, users.list],
  inputs: {
    user: { kind: 'id', required: true, hint: 'id, email or name', lookup: 'user', help: 'the user' },
    call: { kind: 'id', required: true, help: 'id of the call' },
  },
  arguments: ['user', 'call'],
  fields: FIELDS,
  closed: true,
  columns: FIELDS,
  single: true,
  examples: [
    'gong permissions can k.nakamura@tallyhouse.example 3364161517094170228',
    'gong permissions can k.nakamura@tallyhouse.example 3364161517094170228 --jq .can',
  ],
  cautions: [
    'The answer is yes, no or unknown. All three end with 0: a script reads the field can.',
    'It looks at who hosted the call and took part, at access that was granted through the API, and at the permission profile in the workspace of the call. What was shared inside Gong is in no answer of the API, so somebody may see a call in spite of a no.',
  ],
  async *rows(input, job) {
    const { explainAccess } = await import('./explain-access.ts')
    yield { rows: [await explainAccess(input, job)] }
  },
})
