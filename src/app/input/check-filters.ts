import { settings } from '../../catalogue/settings.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json, Pages } from '../../lib/rows.ts'
import type { Command } from '../model/command.ts'
import type { Raw, Typed } from '../model/inputs.ts'
import type { Job } from '../model/job.ts'
import { labelOf } from '../model/labels.ts'
import { checkId } from './id-of-name.ts'

/**
 * Looks, where nothing came or Gong refused, whether it knows the ids that were typed to choose by: one that does not
 * exist would pass for a plain zero.
 *
 * @param input the values, with ids for names
 * @throws Failure for an id that Gong does not know, with the candidates: `usage`, or `not-found` for what was asked for
 */
export async function* withFilterCheck(pages: Pages, command: Command, raw: Raw, input: Typed, job: Job): Pages {
  let count = 0
  const check = async () => {
    if (count === 0 && command.effect === 'read') await checkTyped(command, raw, input, job)
  }
  try {
    for await (const page of pages) {
      count += page.rows.length + (page.absent?.ids.length ?? 0)
      yield page
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.status === 400 || error.status === 404) await check()
    throw lacksWorkspace(command, input, error) ? await workspaces(error, job) : error
  }
  await check()
}

/** Whether Gong wants a workspace, as it does for some lists where a company has several. */
function lacksWorkspace({ inputs }: Command, { workspace }: Typed, { status, message }: Failure): boolean {
  const isOpen = inputs.workspace !== undefined && inputs.workspace.ofNames === undefined && workspace === undefined
  return isOpen && status === 400 && /workspace_?id/i.test(message)
}

/** Which workspaces there are, instead of a refusal for want of one; the refusal itself where nobody can tell. */
async function workspaces(refusal: Failure, job: Job): Promise<Failure> {
  try {
    const names: string[] = []
    for await (const { id, name } of job.read.rows(settings.workspaces, {})) names.push(String(name ?? id))
    const message = '--workspace is missing, and the company has several'
    const { requestId, status } = refusal
    return new Failure('usage', message, {
      hint: `--workspace: one of ${names.map((name) => `"${name}"`).join(', ')}`,
      requestId,
      status,
      cause: refusal,
    })
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'interrupted') return refusal
    throw error
  }
}

async function checkTyped(command: Command, raw: Raw, input: Typed, job: Job): Promise<void> {
  for (const [name, { lookup }] of Object.entries(command.inputs)) {
    if (lookup === undefined || raw[name] === undefined || isAnswered(command, name)) continue
    const kind = command.arguments.includes(name) ? 'not-found' : 'usage'
    for (const id of listOf(input[name]))
      await checkId(lookup, { read: job.read, flag: labelOf(command, name), otherInputs: input }, id, kind)
  }
}

/** Whether the rows themselves show which of these came. */
function isAnswered({ operations }: Command, name: string): boolean {
  return operations.some(({ params }) => params[name]?.answered !== undefined)
}

function listOf(value: Json | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)]
}
