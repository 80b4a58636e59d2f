import type { Job } from '../../src/app/model/job.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted } from '../../src/lib/spelling.ts'
import { readmitCalls } from '../../src/store/purge/lift-rules.ts'
import { callsOfRule, liftsRules, marksOfRules, parseRules, rulesOf, ruleText } from '../../src/store/purge/rules.ts'
import type { Store } from '../../src/store/store.ts'

/**
 * Adds to what is never to be stored, or lifts what was: then the calls that were kept out are due. What is here already stays, and
 * how it is removed is said.
 */
export async function keepRules(exclude: readonly string[], store: Store, job: Job): Promise<void> {
  const rules = parseRules(exclude)
  const before = await rulesOf(store)
  const kept = liftsRules(exclude) ? rules : [...before, ...rules]
  await store.commit({ marks: marksOfRules(kept) })
  const all = [...new Set(kept.map(ruleText))].join(', ')
  await job.say(all === '' ? 'nothing is kept out any more' : `kept out: ${all}; --exclude none lifts all of it`)
  if (liftsRules(exclude) && before.length > 0) {
    const count = await readmitCalls(store, job.context.clock.now())
    if (count > 0) await job.say(`${counted(count, 'call')} that ${count === 1 ? 'was' : 'were'} kept out: read now`)
  }
  const here = new Set<string>()
  for (const rule of rules) for (const id of await callsOfRule(store, rule)) here.add(id)
  if (here.size === 0) return
  const line = shellQuote(['gong', 'sync', 'purge', '--exclude', rules.map(ruleText).join(',')])
  await job.warn(`${counted(here.size, 'call')} of these ${here.size === 1 ? 'is' : 'are'} here already: ${line}`)
}
