import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import type { Directory } from './name-sources.ts'
import { MOST_NAMED } from './named-lists.ts'

/** What is said to a name that several things have: which they are. */
export function ambiguousName(directory: Directory, found: readonly Row[], flag: string, text: string): Failure {
  const some = found
    .slice(0, MOST_NAMED)
    .map((row) => `${directory.id(row)} (${directory.shown?.(row) ?? directory.names(row)[0]})`)
  const way = found.some(({ workspaceName }) => workspaceName) ? 'use an id, or --workspace' : 'use an id'
  return new Failure('usage', `${flag}: "${text}" names ${found.length} ${directory.thing}s; ${way}`, {
    hint: `one of ${some.join(', ')}`,
  })
}
