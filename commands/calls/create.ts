import { type Call, toCall } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation } from '../../src/app/derived.ts'
import { idOf } from '../../src/app/names.ts'
import { type Party, readParty, toRow } from '../../src/calls/party.ts'
import { openRecording } from '../../src/calls/recording.ts'
import { alreadyThere, checkRegistration, partiesIn, withHost } from '../../src/calls/registration.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { toEmail } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { toPhone } from '../../src/lib/phone.ts'
import { isRow, type Page, type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { FileSource } from '../../src/platform/files.ts'

const derived = fromOperation(gong.create, {
  columns: ['callId', importantColumn('outcome'), 'media', 'url'],
  examples: [
    'gong calls create --client-id dialer-1 --direction Outbound --started 2026-05-18T09:00 --host p.tran@tallyhouse.example --party "name=Jo Doe,phone=+44 20 7946 0912"',
    'gong calls create --client-id zoom-7 --direction Conference --started yesterday --host p.tran@tallyhouse.example --party "name=Doe, Jane,email=jane@customer.example" --media-url https://media.customer.example/7.mp4',
  ],
})

const create: OldCommand = {
  ...derived,
  operations: [gong.create, gong.upload],
  inputs: {
    ...derived.inputs,
    // Not looked up beforehand: what was typed tells which of the parties is the host.
    host: { kind: 'text', required: true, hint: 'id, email or name', help: 'the user who hosted the call' },
    party: {
      kind: 'text',
      required: true,
      repeat: true,
      hint: 'name=…,email=…',
      help: 'somebody who took part: name=, email=, user=, phone=, channel=0 or 1; the host is added when missing',
    },
    file: { kind: 'file', help: 'media to upload at once: WAV, MP3, MP4, MKV or FLAC up to 1.5 GB' },
  },
  fields: ['callId', 'outcome', 'media', 'url'],
  cautions: [...(gong.create.cautions ?? []), 'A --client-id that Gong has already gives the id of that call.'],
  check: async (input, job) => void (await openFile(input, job)),
  run: register,
}

async function openFile({ file }: Typed, { context }: Job): Promise<FileSource | undefined> {
  return typeof file === 'string' ? await openRecording(context.files, '--file', file) : undefined
}

async function* register(input: Typed, job: Job): Pages {
  const typed = textsIn(input.party).map((text) => readParty('--party', text))
  const parties = await Promise.all(typed.map(checked))
  const draft = await callOf(input, parties, unseen)
  checkRegistration(isRow(draft.body) ? draft.body : {}, input.file !== undefined)
  const file = await openFile(input, job)
  if (file && job.globals.dryRun) await job.say('the upload of the file follows, with the id that the answer gives')
  const made = await sendCall(await callOf(input, parties, lookUp(job)), job)
  yield file === undefined ? made : await withMedia(made, file, job)
}

/** The party with its phone in E.164 and its e-mail address checked. */
async function checked(party: Party): Promise<Party> {
  const { phone, email } = party
  return {
    ...party,
    ...(phone !== undefined && { phone: await toPhone('--party phone', phone) }),
    ...(email !== undefined && { email: toEmail('--party email', email) }),
  }
}

/** Finds the id of a user by what was typed after a flag. */
type WhoIs = (said: string, text: string) => Promise<string>

/** A stand-in for everybody, so that the whole request can be checked before anybody is looked up. */
const unseen: WhoIs = async (said, text) => {
  if (/^\d{1,20}$/.test(text)) return text
  if (text.includes('@')) toEmail(said, text)
  return '0'
}

function lookUp(job: Job): WhoIs {
  return async (said, text) => {
    if (job.globals.dryRun && !/^\d{1,20}$/.test(text))
      await job.say(`${said}: this looks up ${text}, and the call depends on the answer: give an id to see that`)
    return await idOf('user', { read: job.read, flag: said, around: {} }, text)
  }
}

async function callOf(input: Typed, typed: readonly Party[], whoIs: WhoIs): Promise<Call> {
  const body = typedBody(gong.create, input)
  const known: Row[] = []
  for (const party of typed)
    known.push(toRow(party, party.user === undefined ? undefined : await whoIs('--party user', party.user)))
  const parties = known.length > 0 ? known : partiesIn(body)
  if (input.host === undefined) return toCall(gong.create, withParties(input, parties), { body })
  const host = { id: await whoIs('--host', String(input.host)), typed: String(input.host) }
  return toCall(gong.create, { ...withParties(input, withHost(parties, host)), host: host.id }, { body })
}

/** Without any, the flag stays away and the body is what it is. */
function withParties({ party: _, ...others }: Typed, parties: readonly Row[]): Typed {
  return parties.length === 0 ? others : { ...others, party: parties }
}

/** Registers the call. One that Gong has already under the same client id is a success, with the id that it has. */
async function sendCall(call: Call, job: Job): Promise<Page> {
  const client = await job.gong()
  const body = isRow(call.body) ? call.body : {}
  const media = body.downloadMediaUrl === undefined ? 'none yet' : 'Gong fetches it'
  try {
    const first = await client.exchange(call)
    // A repeat that met its own first try tells no id; asked plainly, Gong's refusal names it.
    const answer = first.body.alreadyThere === true ? await client.exchange({ ...call, repeatable: false }) : first
    return { rows: [{ callId: answer.body.callId ?? null, outcome: 'created', media, url: null }], raw: answer.raw }
  } catch (error) {
    const callId = alreadyThere(error, body)
    if (callId === undefined) throw error
    return { rows: [{ callId, outcome: 'already there', media: 'as it was', url: null }] }
  }
}

/** The same row with what became of the media. The call stands, so an upload that failed is a part that failed. */
async function withMedia({ rows, raw }: Page, file: FileSource, job: Job): Promise<Page> {
  const [row = {}] = rows
  const call = String(row.callId)
  try {
    const { body } = await (await job.gong()).exchange(toCall(gong.upload, { call, file: file.name }, { file }))
    return { rows: [{ ...row, media: 'uploaded', url: body.url ?? null }], raw }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (row.outcome === 'already there' && error.kind === 'rejected' && /already/i.test(error.message))
      return { rows: [{ ...row, media: 'already there' }] }
    await job.say(`call ${call} is registered, its media is not there: go on with gong calls upload ${call} <file>`)
    if (error.kind === 'interrupted') throw error
    return { rows: [{ ...row, media: `not uploaded: ${error.message}` }], failed: 1 }
  }
}

const uploading = fromOperation(gong.upload, {
  arguments: ['call', 'file'],
  columns: ['callId', 'url'],
  examples: ['gong calls upload 3364161517094170228 call.mp3 --dry-run'],
})

const upload: OldCommand = {
  ...uploading,
  async *run({ call, file }, job) {
    const recording = await openRecording(job.context.files, '<file>', String(file))
    yield* (await job.gong()).pages(gong.upload, { call: String(call), file: String(file) }, { file: recording })
  },
}

export const recording = [create, upload]
