import type { Job } from '../../src/app/model/job.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted } from '../../src/lib/spelling.ts'
import { callsOfRule, marksOfRules, parseRules, ruleText } from '../../src/store/purge/rules.ts'
import type { Store } from '../../src/store/store.ts'

/** Keeps what is never to be stored; what is here already stays, and how it is removed is said. */
export async function keepRules(exclude: readonly string[], store: Store, job: Job): Promise<void> {
  const rules = parseRules(exclude)
  await store.commit({ marks: marksOfRules(rules) })
  const here = new Set<string>()
  for (const rule of rules) for (const id of await callsOfRule(store, rule)) here.add(id)
  if (here.size === 0) return
  const line = shellQuote(['gong', 'sync', 'purge', '--exclude', rules.map(ruleText).join(',')])
  await job.warn(`${counted(here.size, 'call')} of these ${here.size === 1 ? 'is' : 'are'} here already: ${line}`)
}
