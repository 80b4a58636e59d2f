import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

const VERSION = 1
const HOUR_MS = 3_600_000

type Machine = Pick<Context, 'env' | 'files'>

/** The users that a credential listed within the last hour; `undefined` for none, or a damaged file. @param key digest of the credential */
export async function readUserList(machine: Machine, key: string, nowMs: number): Promise<readonly Row[] | undefined> {
  const path = pathOf(machine, key)
  if (path === undefined) return undefined
  const file = parsedJson(Buffer.from((await machine.files.readNoFollow(path)) ?? []).toString())
  if (!isRow(file) || file.version !== VERSION || typeof file.listedMs !== 'number') return undefined
  const ageMs = nowMs - file.listedMs
  return ageMs >= 0 && ageMs < HOUR_MS ? rowsIn(file.users) : undefined
}

/** Keeps a listing of users for an hour. Where the state folder cannot be written, nothing is kept. */
export async function storeUserList(
  machine: Machine,
  key: string,
  listedMs: number,
  users: readonly Row[],
): Promise<void> {
  const path = pathOf(machine, key)
  if (path === undefined) return
  try {
    await machine.files.write(path, `${JSON.stringify({ version: VERSION, listedMs, users })}\n`, 0o600)
  } catch (error) {
    if (!(error instanceof Failure && (error.kind === 'usage' || error.kind === 'local'))) throw error
  }
}

function pathOf({ env }: Machine, key: string): string | undefined {
  try {
    return `${stateFolder(env)}/users/${key}.json`
  } catch {
    return undefined
  }
}
