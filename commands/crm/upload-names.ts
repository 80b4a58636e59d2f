import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkJournal } from '../../src/bulk/journal/journal.ts'
import { journalOf } from '../../src/bulk/journal/open-journal.ts'
import type { Upload } from '../../src/crm/upload-layout.ts'
import { nameRequest } from './requests.ts'

/** An upload with the name by which Gong knows it, and how far it is. */
export interface NamedUpload {
  readonly upload: Upload
  readonly request: string
  /** What the journal knows it by. */
  readonly digest: string
  /** Whether an earlier run sent it, with or without an answer. */
  readonly wasSent: boolean
}

/** The uploads of a run, by name, and the journal in which they are noted. */
export interface UploadNames {
  readonly journal: BulkJournal
  /** Whether another run finds what this one notes. */
  readonly isKept: boolean
  readonly named: readonly NamedUpload[]
  /** Whether `--request` names them, and not this tool. */
  readonly isTyped: boolean
  /** The name of the first, of which the others are made. */
  readonly base: string
  readonly notes: readonly string[]
}

interface Wanted {
  readonly integration: string
  readonly type: string
  readonly uploads: readonly Upload[]
  /** `--request`, if it was typed. */
  readonly request: string | undefined
}

/** What was sent so long ago by a run that was cut short is sent again. */
const MAX_AGE_MS = 7 * 24 * 3_600_000

/**
 * Names each upload: as `--request` says, else as an earlier run named the same content that was cut short, else at random. The
 * second one of a run has `-2` behind it.
 *
 * @throws Failure `declined` while another run uploads the same
 */
export async function nameUploads(
  { integration, type, uploads, request }: Wanted,
  job: ChangeJob,
): Promise<UploadNames> {
  const content = JSON.stringify([integration, request ?? null, uploads.map(({ digest }) => digest)])
  const command = `crm objects upload ${type.toLowerCase()}`
  const { journal, key, isKept } = await journalOf(command, job, { part: content, entry: 'upload' })
  const noted = uploads.map((upload, index) => {
    const digest = key.digest(`${content} ${index} ${upload.digest}`)
    const note = journal.find(digest)
    if (note === undefined || job.context.clock.now() - note.atMs > MAX_AGE_MS) return { upload, digest }
    return { upload, digest, base: note.state === 'sent' ? note.id : note.outcome.id }
  })
  const earlier = noted.find(({ base }) => base !== undefined)?.base
  const { request: base, notes } = earlier === undefined ? nameRequest(request, job) : { request: earlier, notes: [] }
  return {
    ...{ journal, isKept, base, notes, isTyped: request !== undefined },
    named: noted.map(({ upload, digest, base: own }, index) => ({
      ...{ upload, digest, wasSent: own !== undefined },
      request: index === 0 ? base : `${base}-${index + 1}`,
    })),
  }
}
