import { defineLocal } from '../../src/app/model/command.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { sizeText } from '../../src/lib/size-text.ts'
import { counted } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { copyOf, openExistingCopy } from '../../src/store/open-copy.ts'
import { excludedPeople } from '../../src/store/purge/excluded-people.ts'
import { rulesOf, ruleText } from '../../src/store/purge/rules.ts'
import type { Store } from '../../src/store/store.ts'
import { recordedBytes } from '../../src/store/sync/recorded.ts'
import { coveredText, oldestAwaited, STATUS_FIELDS, statusRows } from '../../src/store/sync/status.ts'
import { TARGET } from './inputs.ts'

export const syncStatus = defineLocal({
  name: 'status',
  summary: 'Show what a copy has, and what it awaits',
  operations: [],
  inputs: TARGET,
  arguments: [],
  fields: STATUS_FIELDS,
  closed: true,
  columns: STATUS_FIELDS.map((field) => (field === 'month' || field === 'calls' ? importantColumn(field) : field)),
  examples: ['gong sync status', 'gong sync status --into team.duckdb -f csv'],
  cautions: ['Nothing is asked of Gong; months are those of UTC.'],
  async *run({ into }, job) {
    const store = await openExistingCopy(job, copyOf(job, into), 'read')
    try {
      yield { rows: await statusRows(store) }
      await sayMore(store, job)
    } finally {
      await store.close()
    }
  },
})

async function sayMore(store: Store, job: LocalJob): Promise<void> {
  const covered = await coveredText(store)
  if (covered !== '') await job.say(`all calls from ${covered} were listed`)
  const rules = await rulesOf(store)
  if (rules.length > 0) await job.say(`never stored: ${rules.map(ruleText).join(', ')}`)
  const people = await excludedPeople(store)
  if (people.length > 0) await job.say(`kept free of: ${people.map(({ masked }) => masked).join(', ')}`)
  const { count, bytes } = await recordedBytes(store)
  if (count > 0) await job.say(`${counted(count, 'recording')}, ${sizeText(bytes)}`)
  const oldest = await oldestAwaited(store)
  if (oldest === undefined) return
  const { callId, started, step, attempts, due } = oldest
  await job.say(
    `awaited longest: the ${step} of call ${callId} of ${started}, asked for ${attempts === 1 ? 'once' : counted(attempts, 'time')}, next at ${due}`,
  )
}
