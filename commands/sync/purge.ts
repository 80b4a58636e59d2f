import { defineLocal } from '../../src/app/model/command.ts'
import { Failure } from '../../src/lib/errors.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { parseRules } from '../../src/store/purge/rules.ts'
import { TARGET } from './inputs.ts'
import { agedMs } from './purge-age.ts'

const FIELDS = ['table', 'removed', 'redacted'] as const

export const purgeCommand = defineLocal({
  name: 'purge',
  summary: 'Remove old calls, a person, or an account from a copy, for good',
  operations: [],
  inputs: {
    ...TARGET,
    olderThan: {
      kind: 'text',
      hint: 'span',
      help: 'calls that began longer ago, and figures about people of then: 2y, 18mo, 90d',
    },
    person: {
      kind: 'text',
      repeat: true,
      hint: 'value',
      help: 'e-mail address or phone number: calls with them go whole, and the value from everything else',
    },
    exclude: {
      kind: 'text',
      many: true,
      hint: 'rule',
      help: 'account:<name or id>, domain:<acme.com>, private; none of them is stored any more, either',
    },
  },
  arguments: [],
  showsInDryRun: true,
  fields: FIELDS,
  closed: true,
  columns: [importantColumn('table'), 'removed', 'redacted'],
  examples: [
    'gong sync purge --older-than 2y --dry-run',
    'gong sync purge --person thandiwe.jovanovic@nettlecombefoods.example --dry-run',
    'gong sync purge --exclude domain:nettlecombefoods.example,private --dry-run',
  ],
  asks: 'It asks first, and away from a terminal it needs --yes.',
  cautions: [
    'It removes from this copy alone, and nothing in Gong: see gong privacy erase.',
    'What is purged is not fetched again: the ledger keeps the ids of calls as excluded, and of a person a keyed digest.',
    'The file is written anew, so that no byte is left in it; for a while that takes as much room again.',
  ],
  check({ olderThan, person = [], exclude = [] }) {
    if (olderThan === undefined && person.length + exclude.length === 0)
      throw new Failure('usage', 'say what is to be purged: --older-than, --person or --exclude', {
        hint: 'gong sync purge --older-than 2y --dry-run',
      })
    if (olderThan !== undefined) agedMs(olderThan, 0)
    parseRules(exclude)
  },
  async *run(input, job) {
    const { purge } = await import('./run-purge.ts')
    yield await purge(input, job)
  },
})
