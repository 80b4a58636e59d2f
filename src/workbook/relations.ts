import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { parseWhole } from './xml.ts'

/** A part that another one names. */
export interface Relation {
  /** The last word of its type: `worksheet`, `styles`, `sharedStrings`, `comments` … */
  readonly type: string
  /** Its path in the archive; an address where it is outside. */
  readonly path: string
  readonly isExternal: boolean
}

/** What a part names, by id. @param path of the part; an empty one for the archive itself */
export async function relationsOf(archive: Archive, path: string): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>()
  const folder = posix.dirname(path)
  await parseWhole(archive, posix.join(folder, '_rels', `${posix.basename(path)}.rels`), {
    onStart(name, { Id: id, Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined) return
      const isExternal = mode === 'External'
      const inside = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), path: isExternal ? target : inside, isExternal })
    },
  })
  return relations
}
