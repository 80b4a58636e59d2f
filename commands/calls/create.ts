import type { Answer } from '../../src/api/answer.ts'
import type { ApiRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { ChangeJob, Job } from '../../src/app/model/job.ts'
import type { Reported, Step } from '../../src/app/model/plan.ts'
import { overLines } from '../../src/bulk/over-lines.ts'
import { checkedParty, readParty } from '../../src/calls/party.ts'
import { openRecording } from '../../src/calls/recording.ts'
import { checkRegistration, existingCallId } from '../../src/calls/registration.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import type { Row } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { FileSource } from '../../src/platform/files.ts'
import { uploadPreview, uploadTo } from './media-step.ts'
import { registration, registrationBody, unseen, userLookUp } from './registration-request.ts'

const derived = deriveChange(gong.create, {
  columns: ['callId', importantColumn('outcome'), 'media', 'url'],
  examples: [
    'gong calls create --client-id dialer-1 --direction Outbound --started 2026-05-18T09:00 --host p.tran@tallyhouse.example --party "name=Jo Doe,phone=+44 20 7946 0912"',
    'gong calls create --client-id zoom-7 --direction Conference --started yesterday --host p.tran@tallyhouse.example --party "name=Doe, Jane,email=jane@customer.example" --media-url https://media.customer.example/7.mp4',
  ],
})

const inputs = {
  ...derived.inputs,
  // Not looked up beforehand: the host is found among the parties by what was typed.
  host: { kind: 'text', required: true, hint: 'id, email or name', help: 'the user who hosted the call' },
  party: {
    kind: 'text',
    required: true,
    repeat: true,
    hint: 'name=…,email=…',
    help: 'somebody who took part: name=, email=, user=, phone=, channel=0 or 1; the host is added when missing',
  },
  file: { kind: 'file', help: 'media to upload at once: WAV, MP3, MP4, MKV or FLAC up to 1.5 GB' },
} as const satisfies Inputs

type NewCall = InputOf<typeof inputs>

const createOne = defineChange({
  ...derived,
  operations: [gong.create, gong.upload],
  inputs,
  fields: ['callId', 'outcome', 'media', 'url'],
  cautions: [...(derived.cautions ?? []), 'A --client-id that Gong has already gives the id of that call.'],
  async check(input, job) {
    await recordingOf(input, job)
  },
  async plan(input, job) {
    const typed = await Promise.all((input.party ?? []).map((text) => checkedParty(readParty('--party', text))))
    const draft = await registration(input, typed, unseen)
    checkRegistration(registrationBody(draft), input.file !== undefined)
    const file = await recordingOf(input, job)
    return { steps: [create(await registration(input, typed, userLookUp(job)), file, job)] }
  },
})

export const createCall = overLines(createOne, {
  inputs: {
    mediaDir: {
      kind: 'file',
      hint: 'folder',
      outsideBody: true,
      help: 'the recordings of the table: those of its column file, else those called by the client id',
    },
  },
  columns: ['id', 'media'],
  example: 'gong calls create --from-file pbx.csv --media-dir recordings --country GB --dry-run',
  async plan(input, job) {
    const { planCalls } = await import('./create-lines.ts')
    return await planCalls(input, job)
  },
})

async function recordingOf({ file }: NewCall, { context }: Job): Promise<FileSource | undefined> {
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
