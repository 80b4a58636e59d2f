import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { nearest } from '../../lib/spelling.ts'
import type { Directory, Named } from './name-sources.ts'
import { folded, MOST_NAMED, type NamedList, type NameLookup, namedListOf, shortfall } from './named-lists.ts'

const ID = /^\d{1,20}$/

/**
 * The id that a person means by something easier to remember. An id is taken as it is. Gong has no search by name: its
 * lists are read, those of addresses only until the address is found.
 *
 * @throws Failure `usage` for a name that nothing or more than one thing has, with the candidates; `unreachable` where
 *   the list that Gong gave is not whole
 */
export async function idOf(kind: Named, seeking: NameLookup, text: string): Promise<string> {
  const { read, flag, otherInputs, workspaceLabel } = seeking
  const directory = await directoryOf(kind)
  if (directory.byName !== true && ID.test(text)) return text
  directory.check?.(flag, text, otherInputs)
  const list = namedListOf(read, kind, directory, otherInputs)
  const { rows: found, isUnique } = await list.find(text)
  const isOfWorkspaces = directory.within?.includes('workspace')
  if (found.length === 0 && isOfWorkspaces && text.includes('/')) {
    const inside = await (await import('./name-in-workspace.ts')).inNamedWorkspace(seeking, text)
    if (inside !== undefined) return await idOf(kind, inside.seeking, inside.name)
  }
  // An address is one thing's alone, whatever did not come of the list.
  if (!isUnique) checkComplete(directory, list, flag, text)
  const [only, another] = found
  if (only !== undefined && another === undefined) return directory.id(only)
  if (another !== undefined) throw (await import('./ambiguous-name.ts')).ambiguousName(directory, found, flag, text)
  throw unknownName(directory, list, isOfWorkspaces ? { flag, ...defined({ workspaceLabel }) } : { flag }, text)
}

/**
 * Checks that Gong knows an id, by the list of such things. Where that cannot be read, nothing is claimed.
 *
 * @param kind of the failure where it does not
 * @throws Failure of that kind with the candidates
 */
export async function checkId(
  names: Named,
  { read, flag, otherInputs }: NameLookup,
  id: string,
  kind: 'usage' | 'not-found',
): Promise<void> {
  const directory = await directoryOf(names)
  const list = namedListOf(read, names, directory, otherInputs)
  try {
    for await (const row of list.rows()) if (directory.id(row) === id) return
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'interrupted') return
    throw error
  }
  if (shortfall(list) === 0) throw unknownName(directory, list, { flag }, id, kind)
}

/**
 * Checks that something is called by these words at least.
 *
 * @param fits whether a name has them
 * @throws Failure `usage` with the candidates
 */
export async function checkWords(
  kind: Named,
  { read, flag, otherInputs }: NameLookup,
  text: string,
  fits: (name: string) => boolean,
): Promise<void> {
  const directory = await directoryOf(kind)
  const list = namedListOf(read, kind, directory, otherInputs)
  for await (const row of list.rows()) if (directory.names(row).some(fits)) return
  checkComplete(directory, list, flag, text)
  throw unknownName(directory, list, { flag }, text)
}

/** Where such things are listed. Loaded for a name alone: it takes the records of five domains. */
async function directoryOf(kind: Named): Promise<Directory> {
  const { DIRECTORIES } = await import('./name-sources.ts')
  return DIRECTORIES[kind]
}

/** Whether the typed text is the beginning of a name, such as one half of a double surname. */
function begins(name: string, text: string): boolean {
  return text.length > 2 && folded(name).startsWith(folded(text))
}

function checkComplete({ thing, hint }: Directory, list: NamedList, flag: string, text: string): void {
  const missing = shortfall(list)
  if (missing === 0) return
  const counted = list.read.length + missing
  const message = `${flag}: Gong gave ${list.read.length} of the ${counted} ${thing}s that it counts, too few to say who or what "${text}" is; an id is taken as it is`
  throw new Failure('unreachable', message, { hint })
}

function unknownName(
  directory: Directory,
  list: NamedList,
  { flag, workspaceLabel }: Pick<NameLookup, 'flag' | 'workspaceLabel'>,
  text: string,
  kind: 'usage' | 'not-found' = 'usage',
): Failure {
  const { thing, hint, note } = directory
  const candidates = list.read.flatMap((row) => [...(directory.unique?.(row) ?? []), ...directory.names(row)])
  const near = nearest(text, candidates) ?? candidates.find((one) => begins(one, text))
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  const message = ID.test(text) ? `Gong knows no ${thing} ${text}` : `no ${thing} is called "${text}"`
  const where = workspaceLabel === undefined ? '' : ` in the workspace ${workspaceLabel}`
  const names = [...new Set(list.read.flatMap((row) => directory.names(row).slice(0, 1)))]
  const isFew = names.length > 0 && names.length <= MOST_NAMED
  return new Failure(kind, `${flag}: ${message}${where}${note === undefined ? '' : `; ${note}`}${guess}`, {
    hint: isFew ? `one of ${names.join(', ')}` : hint,
  })
}
