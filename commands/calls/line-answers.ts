import { type ApiRequest, toRequest } from '../../src/api/request.ts'
import type { BulkChange, Following, LineAnswer } from '../../src/bulk/bulk-change.ts'
import { only } from '../../src/bulk/plan-each.ts'
import { existingCallId } from '../../src/calls/registration.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import type { Json } from '../../src/lib/rows.ts'
import type { FileSource } from '../../src/platform/files.ts'
import type { CallLine } from './line-media.ts'
import { uploadPreview } from './media-step.ts'
import { registrationBody } from './registration-request.ts'

const NO_MEDIA = { media: 'not uploaded', url: null }

type Registered = 'created' | 'already there'

/** What Gong's answers mean for the call of a line: one that it has already is a success, and its recording goes up all the same. */
export function callAnswers(
  request: (line: CallLine) => ApiRequest<'write'>,
  mediaOf: (line: CallLine) => FileSource | undefined,
): Pick<BulkChange<CallLine, 'write'>, 'outcomes' | 'refused' | 'preview'> {
  const registered = (line: CallLine, id: Json | undefined, outcome: Registered): LineAnswer<'write'> => {
    if (typeof id !== 'string')
      return { outcome: 'not finished', why: 'Gong gave the call no id', failed: true, also: NO_MEDIA }
    const file = mediaOf(line)
    if (file !== undefined) return { next: upload(id, file, outcome) }
    const isFetched = registrationBody(request(line)).downloadMediaUrl !== undefined
    const media = outcome === 'already there' ? 'as it was' : isFetched ? 'Gong fetches it' : 'none yet'
    return { outcome, id, also: { media, url: null } }
  }
  const existing: BulkChange<CallLine, 'write'>['refused'] = (failure, lines) =>
    only(lines, (line) => {
      const id = existingCallId(failure, registrationBody(request(line)))
      return id === undefined ? undefined : [registered(line, id, 'already there')]
    })
  return {
    outcomes: ({ body }, lines) =>
      lines.map((line) => {
        if (body.alreadyThere !== true) return registered(line, body.callId, 'created')
        // A repeat that met its own first try tells no id; asked plainly, Gong's refusal names it.
        return {
          next: {
            request: { ...request(line), idempotent: false },
            outcome: (answer) => registered(line, answer.body.callId, 'created'),
            refused: (failure) => existing(failure, [line])?.[0],
          },
        }
      }),
    refused: existing,
    preview: (lines) =>
      lines.flatMap((line) => {
        const file = mediaOf(line)
        return file === undefined ? [] : [uploadPreview(file)]
      }),
  }
}

function upload(id: string, file: FileSource, outcome: Registered): Following<'write'> {
  return {
    id,
    request: toRequest(gong.upload, { call: id, file: file.name }, { file }),
    outcome: ({ body }) => ({ outcome, id, also: { media: 'uploaded', url: body.url ?? null } }),
    refused({ kind, message }) {
      // `usage`: the file is not as it was when all were checked.
      if (kind !== 'rejected' && kind !== 'not-found' && kind !== 'usage') return undefined
      if (outcome === 'already there' && /already/i.test(message))
        return { outcome, id, also: { media: 'already there', url: null } }
      return { outcome: 'not finished', why: message, id, failed: true, also: NO_MEDIA }
    },
  }
}
