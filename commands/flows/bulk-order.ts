import { toRequest } from '../../src/api/request.ts'
import { BODY, typedBody } from '../../src/app/model/body.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { ChangeJob, Job } from '../../src/app/model/job.ts'
import { WAITING } from '../../src/app/model/poll.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { cutIntoBatches } from '../../src/engage/bulk-batches.ts'
import { checkProspects, parseProspects } from '../../src/engage/prospects.ts'
import { checkNotFinished, NO_SUBMISSIONS, openSubmissions, type Submissions } from '../../src/engage/submissions.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import { stateFolder } from '../../src/platform/folders.ts'

export const bulkInputs = {
  flow: { ...gong.bulkAssign.params.flow, hint: 'id or name', lookup: 'flow' },
  owner: gong.bulkAssign.params.owner,
  file: {
    kind: 'file',
    required: true,
    help: 'prospects as CSV (firstName,lastName,email,jobTitle,linkedInUrl,crmId,accountCrmId,companyName) or JSON',
  },
  ...WAITING,
  again: {
    kind: 'flag',
    help: 'send also what an earlier run has sent: a finished file, and batches whose answer was lost',
  },
  ...BODY,
} as const satisfies Inputs

type Given = InputOf<typeof bulkInputs>

/** A bulk assignment as it was typed. */
export interface BulkOrder {
  readonly input: Given
  readonly body: Json | undefined
  readonly flow: string
  readonly again: boolean
  /** By the batches that Gong takes. */
  readonly prospects: readonly (readonly Row[])[]
  readonly kept: Submissions
}

/** What is to be sent, checked as a whole before anything is asked. @throws Failure `declined` for what was sent to its end */
export async function bulkOrder(input: Given, job: ChangeJob): Promise<BulkOrder> {
  const body = typedBody(gong.bulkAssign, input)
  const typed = isRow(body) ? body : {}
  const prospects = cutIntoBatches(await prospectsOf(input, body, job), gong.bulkAssign.params.prospects.max)
  for (const batch of prospects) bulkCall({ input, body }, batch)
  const flow = String(input.flow ?? typed.flowId ?? '')
  const kept = await submissionsOf([flow, String(input.owner ?? typed.flowInstanceOwnerEmail)], job)
  if (!input.again) await checkNotFinished(prospects, kept, input.file ?? '--body')
  return { input, body, flow, again: input.again, prospects, kept }
}

/** The request for some of its prospects. */
export function bulkCall(
  { input: { flow, owner }, body }: Pick<BulkOrder, 'input' | 'body'>,
  prospects: readonly Row[],
) {
  return toRequest(gong.bulkAssign, { flow, owner, prospects }, { body })
}

/** The prospects of the file or of the body. @throws Failure `usage` that names every bad one */
export async function prospectsOf({ file }: Given, body: Json | undefined, job: Job): Promise<readonly Row[]> {
  return file === undefined
    ? checkProspects('--body', isRow(body) ? body.prospects : undefined)
    : await parseProspects(file, await readText(file, job))
}

/** The notes of what was sent; none for a company that is made anew in each run, nor on a machine without a home. */
async function submissionsOf(scope: readonly string[], { globals, context, chosen }: ChangeJob): Promise<Submissions> {
  if (globals.sandbox) return NO_SUBMISSIONS
  const { baseUrl } = await chosen()
  const folder = folderOf(context.env)
  return folder === undefined ? NO_SUBMISSIONS : openSubmissions(context.files, folder, [baseUrl, ...scope])
}

function folderOf(env: ChangeJob['context']['env']): string | undefined {
  try {
    return `${stateFolder(env)}/bulk-assignments`
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
