import { isRow } from '../lib/rows.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

/** A copy of Gong's data that a sync of this machine has made or brought up to date. */
export interface KnownCopy {
  /** As `--into` takes it: an absolute path, `postgres://…` without a password, `parquet:` or `folder:` with an absolute path. */
  readonly target: string
  /** When it was first seen, ISO 8601 in UTC. */
  readonly since: string
  /** The copy that files were published from last, as a target; older versions did not record it. */
  readonly from?: string
}

/** Older ones are dropped. */
const MAX_COPIES = 200

/**
 * Remembers a copy, so that `privacy erase` finds it. Does nothing where that cannot be recorded.
 *
 * @param from of files that were published: the copy that they come from
 */
export async function recordCopy(context: Context, target: string, from?: string): Promise<void> {
  const { env, files, clock } = context
  try {
    if ((await knownCopies(context)).some((one) => one.target === target && one.from === from)) return
    const list = listPath(stateFolder(env))
    await files.withLock(`${list}.lock`, async () => {
      const known = await knownCopies(context)
      const others = known.filter((one) => one.target !== target)
      const { since = new Date(clock.now()).toISOString() } = known.find((one) => one.target === target) ?? {}
      const all = [...others, { target, since, ...(from !== undefined && { from }) }].slice(-MAX_COPIES)
      await files.write(list, `${JSON.stringify(all)}\n`, 0o600)
    })
  } catch {
    // The copy is made; a list that cannot be kept is no reason to fail.
  }
}

/** The copies that this machine knows, the oldest first; none where there is no state folder. */
export async function knownCopies({ env, files }: Pick<Context, 'env' | 'files'>): Promise<readonly KnownCopy[]> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await files.read(listPath(stateFolder(env)))))
    return Array.isArray(value)
      ? value.flatMap((one: unknown) =>
          isRow(one) && typeof one.target === 'string' && typeof one.since === 'string'
            ? [{ target: one.target, since: one.since, ...(typeof one.from === 'string' && { from: one.from }) }]
            : [],
        )
      : []
  } catch {
    return []
  }
}

function listPath(folder: string): string {
  return `${folder}/copies.json`
}
