import { Failure } from '../lib/errors.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

export interface Workspace {
  readonly id: string
  readonly name: string
}

interface Known {
  readonly id: string
  readonly workspaces: readonly Workspace[]
}

type Machine = Pick<Context, 'env' | 'files'>

/** The company of a credential, as it was learnt; a damaged file counts as none, and is written anew. */
export async function kept(machine: Machine, credential: string): Promise<Known | undefined> {
  const folder = folderOf(machine)
  return folder === undefined ? undefined : await read(machine, `${folder}/${credential}.json`)
}

/**
 * Keeps what was learnt of a credential. Workspaces come and go, so a company that has one in common with a known one is that
 * one, and goes by its id. A machine that keeps nothing asks again.
 *
 * @param fresh the id of a company that is not known yet
 * @returns the id of the company
 */
export async function keep(
  machine: Machine,
  credential: string,
  fresh: string,
  workspaces: readonly Workspace[],
): Promise<string> {
  const folder = folderOf(machine)
  if (folder === undefined) return fresh
  try {
    const others = await all(machine, folder)
    const same = others.find((one) => one.workspaces.some(({ id }) => workspaces.some((other) => other.id === id)))
    const id = same?.id ?? fresh
    await machine.files.writeUnsynced(
      `${folder}/${credential}.json`,
      `${JSON.stringify({ version: VERSION, id, workspaces })}\n`,
    )
    return id
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'usage' || error.kind === 'local')) return fresh
    throw error
  }
}

const VERSION = 1

function folderOf({ env }: Machine): string | undefined {
  try {
    return `${stateFolder(env)}/companies`
  } catch {
    return undefined
  }
}

async function all(machine: Machine, folder: string): Promise<Known[]> {
  const names = (await machine.files.list(folder)) ?? []
  const known = await Promise.all([...names].sort().map((name) => read(machine, `${folder}/${name}`)))
  return known.filter((one) => one !== undefined)
}

async function read({ files }: Machine, path: string): Promise<Known | undefined> {
  try {
    const file: unknown = JSON.parse(Buffer.from((await files.read(path)) ?? []).toString())
    return isRow(file) && file.version === VERSION ? knownOf(file) : undefined
  } catch {
    return undefined
  }
}

function knownOf({ id, workspaces }: Row): Known | undefined {
  const found = rowsIn(workspaces).flatMap((one) =>
    typeof one.id === 'string' && typeof one.name === 'string' ? [{ id: one.id, name: one.name }] : [],
  )
  return typeof id === 'string' && found.length > 0 ? { id, workspaces: found } : undefined
}
