import { Failure } from '../lib/errors.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

export interface Workspace {
  readonly id: string
  readonly name: string
}

interface StoredCompany {
  readonly id: string
  readonly workspaces: readonly Workspace[]
}

type Machine = Pick<Context, 'env' | 'files'>

/** The stored company of a credential; `undefined` for none or a damaged file. @param credential its digest */
export async function readCompany(machine: Machine, credential: string): Promise<StoredCompany | undefined> {
  const folder = folderOf(machine)
  return folder === undefined ? undefined : await read(machine, `${folder}/${credential}.json`)
}

/**
 * Stores the company of a credential. Workspaces come and go, so one that has a workspace in common with a stored company is
 * the same company and gets its id. Where the state folder cannot be written, nothing is stored.
 *
 * @param newId the id of a company that is not stored yet
 * @returns the id of the company
 */
export async function storeCompany(
  machine: Machine,
  credential: string,
  newId: string,
  workspaces: readonly Workspace[],
): Promise<string> {
  const folder = folderOf(machine)
  if (folder === undefined) return newId
  try {
    const others = await readAll(machine, folder)
    const same = others.find((one) => one.workspaces.some(({ id }) => workspaces.some((other) => other.id === id)))
    const id = same?.id ?? newId
    await machine.files.writeUnsynced(
      `${folder}/${credential}.json`,
      `${JSON.stringify({ version: VERSION, id, workspaces })}\n`,
    )
    return id
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'usage' || error.kind === 'local')) return newId
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

async function readAll(machine: Machine, folder: string): Promise<StoredCompany[]> {
  const names = (await machine.files.list(folder)) ?? []
  const companies = await Promise.all([...names].sort().map((name) => read(machine, `${folder}/${name}`)))
  return companies.filter((one) => one !== undefined)
}

async function read({ files }: Machine, path: string): Promise<StoredCompany | undefined> {
  try {
    const file: unknown = JSON.parse(Buffer.from((await files.read(path)) ?? []).toString())
    return isRow(file) && file.version === VERSION ? parseCompany(file) : undefined
  } catch {
    return undefined
  }
}

function parseCompany({ id, workspaces }: Row): StoredCompany | undefined {
  const valid = rowsIn(workspaces).flatMap((one) =>
    typeof one.id === 'string' && typeof one.name === 'string' ? [{ id: one.id, name: one.name }] : [],
  )
  return typeof id === 'string' && valid.length > 0 ? { id, workspaces: valid } : undefined
}
