import type { Answer } from '../../src/api/answer.ts'
import type { ApiRequest } from '../../src/api/request.ts'
import type { ChangeJob, Job } from '../../src/app/model/job.ts'
import type { Plan, Reported, Step } from '../../src/app/model/plan.ts'
import { checkedParty, readParty } from '../../src/calls/party.ts'
import { openRecording } from '../../src/calls/recording.ts'
import { checkRegistration, existingCallId } from '../../src/calls/registration.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import type { FileSource } from '../../src/platform/files.ts'
import { uploadPreview, uploadTo } from './media-step.ts'
import { registration, registrationBody, unseen, userLookUp } from './registration-request.ts'

/** What was typed for one call. */
interface TypedCall {
  readonly host?: string
  readonly party?: readonly string[]
  readonly file?: string
  readonly body?: Json
  readonly set?: readonly string[]
}

/** The plan of one call: it is registered, and then gets its recording. */
export async function planCall(input: TypedCall, job: ChangeJob): Promise<Plan<'write'>> {
  const typed = await Promise.all((input.party ?? []).map((text) => checkedParty(readParty('--party', text))))
  const draft = await registration(input, typed, unseen)
  checkRegistration(registrationBody(draft), input.file !== undefined)
  const file = await recordingOf(input, job)
  return { steps: [create(await registration(input, typed, userLookUp(job)), file, job)] }
}

/** @throws Failure `usage` as `openRecording` */
export async function recordingOf(
  { file }: Pick<TypedCall, 'file'>,
  { context }: Pick<Job, 'context'>,
): Promise<FileSource | undefined> {
  return file === undefined ? undefined : await openRecording(context.files, '--file', file)
}

/** Registers the call. One that Gong has already under the same client id is a success, with the id that it has. */
function create(request: ApiRequest<'write'>, file: FileSource | undefined, job: ChangeJob): Step<'write'> {
  const body = registrationBody(request)
  const media = body.downloadMediaUrl === undefined ? 'none yet' : 'Gong fetches it'
  const registered = (row: Row, answer?: Answer): Reported<'write'> => {
    const page = { rows: [row], ...(answer && { raw: answer.raw }) }
    return file === undefined ? page : { rows: [], next: [uploadTo(row, file, job)] }
  }
  return {
    request,
    report(answer) {
      // A repeat that met its own first try tells no id; asked plainly, Gong's refusal names it.
      if (answer.body.alreadyThere === true)
        return { rows: [], next: [create({ ...request, idempotent: false }, file, job)] }
      return registered({ callId: answer.body.callId ?? null, outcome: 'created', media, url: null }, answer)
    },
    refused(failure) {
      const callId = existingCallId(failure, body)
      if (callId === undefined) throw failure
      return registered({ callId, outcome: 'already there', media: 'as it was', url: null })
    },
    preview: file === undefined ? [] : [{ request: uploadPreview(file), report: () => ({ rows: [] }) }],
  }
}
