import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import { textsIn } from '../../src/lib/rows.ts'
import type { HitPages } from '../../src/search/hits-page.ts'
import { toNamed } from '../../src/search/spoken-filter.ts'
import {
  guessOf,
  type KnownNames,
  type NameKind,
  namedKinds,
  unknownNames,
  unknownSentence,
} from '../../src/search/unknown-names.ts'
import type { SearchInput } from './inputs.ts'

/**
 * Looks, where nothing was found, whether the names that were typed are there: a misspelt one would pass for a plain zero.
 *
 * @param knownOf what a kind of name can mean where it was searched
 * @throws Failure `usage` for a name that is not there at all; what no call that was searched has is said
 */
export async function* withNameCheck(
  pages: HitPages,
  input: SearchInput,
  job: QueryJob,
  knownOf: (kind: NameKind) => Promise<KnownNames>,
): HitPages {
  let found = 0
  for await (const page of pages) {
    found += page.hits.length + (page.unread ?? 0)
    yield page
  }
  if (found > 0) return
  const known = new Map<NameKind, KnownNames>()
  for (const kind of namedKinds(input)) known.set(kind, await knownOf(kind))
  for (const unknown of unknownNames(input, known)) {
    const { kind, typed, isWhole } = unknown
    if (!isWhole) await job.say(unknownSentence(unknown))
    else
      throw new Failure('usage', `--${kind}: no ${kind} is called "${typed}"${guessOf(unknown)}`, { hint: LISTS[kind] })
  }
}

const LISTS: Readonly<Partial<Record<NameKind, string>>> = {
  user: 'gong users list',
  tracker: 'gong settings trackers',
}

/** All that a kind of name can mean in Gong, where it has a list of them, and where the key may read it; else what was seen. */
export async function namesInGong(kind: NameKind, seen: KnownNames, job: QueryJob): Promise<KnownNames> {
  try {
    if (kind === 'user')
      return {
        all: (await userList(job, false)).map(({ id, firstName, lastName, emailAddress, emailAliases }) =>
          toNamed([firstName, lastName].filter(Boolean).join(' '), [id, emailAddress, ...textsIn(emailAliases)]),
        ),
        isWhole: true,
      }
    if (kind !== 'tracker') return seen
    const listed = []
    for await (const { trackerId, trackerName } of job.read.rows(settings.trackers, {}))
      listed.push(toNamed(trackerName, [trackerId]))
    // Smart ones are not listed.
    return { all: [...listed, ...seen.all], isWhole: true }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'interrupted') throw error
    return seen
  }
}
