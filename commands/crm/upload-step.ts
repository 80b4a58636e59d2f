import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { hasUnknownOutcome } from '../../src/api/retry.ts'
import type { Reported, Step } from '../../src/app/model/plan.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { findState } from './requests.ts'
import { uploadFile } from './upload-file.ts'
import { requestOf, stop, type UploadRun, type UploadState } from './upload-state.ts'

/** So often an upload leaves in all, where its answers are lost and Gong says that nothing arrived. */
const MAX_TRIES = 3

/** One upload, which is noted before it leaves. @param tries how often it will have left with this step */
export function uploadStep(run: UploadRun, one: UploadState, tries: number): Step<'write'> {
  const { journal, base } = run.order.names
  return {
    request: uploadRequest(run, one),
    record: {
      before: () => journal.sent([[one.digest, { id: base }]]),
      after: async () => undefined,
    },
    report: async (answer) => {
      try {
        const page = toPage(gong.uploadObjects, answer)
        await taken(run, one)
        return { ...page, rows: [] }
      } catch (error) {
        if (error instanceof Failure) return await refused(run, one, tries, error)
        throw error
      }
    },
    refused: (failure) => refused(run, one, tries, failure),
  }
}

function uploadRequest({ order, states }: UploadRun, one: UploadState): Step<'write'>['request'] {
  const { integration, type, objects } = order
  const file = uploadFile(objects, states.indexOf(one), one.upload.bytes)
  const request = toRequest(gong.uploadObjects, { integration, type, request: one.request }, { file })
  // After a lost answer Gong is asked whether it has the upload, before 200 MB go out again.
  return { ...request, idempotent: false }
}

/** Notes that Gong has an upload. */
export async function taken({ order: { names } }: UploadRun, one: UploadState): Promise<void> {
  await names.journal.done([[one.digest, { outcome: 'sent', id: names.base }]])
  one.state = 'sent'
}

/** What was lost is asked for; a name that is taken is this upload's where nobody else can have chosen it. */
async function refused(run: UploadRun, one: UploadState, tries: number, failure: Failure): Promise<Reported<'write'>> {
  const { names } = run.order
  const isOurs = failure.status === 409 && (tries > 1 || one.wasSent || !names.isTyped)
  const isLost = isOurs || hasUnknownOutcome(failure)
  if (isLost) one.state = 'unknown'
  else await names.journal.open([one.digest])
  if (!isLost || failure.kind === 'interrupted') return stopped(run, one, failure)
  const found = await findState(requestOf(run, one), run.job).catch(() => 'not known' as const)
  if (typeof found === 'object') {
    one.row = found
    await taken(run, one)
    return { rows: [] }
  }
  if (found === 'not known' || isOurs || tries >= MAX_TRIES) return stopped(run, one, failure)
  return { rows: [], next: [uploadStep(run, one, tries + 1)] }
}

function stopped(run: UploadRun, one: UploadState, failure: Failure): Reported<'write'> {
  stop(run, one, failure)
  return { rows: [] }
}
