import type { Job } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Row } from '../../src/lib/rows.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { fileTypeOf } from '../../src/output/file/file-extension.ts'
import type { SavedCall } from '../../src/transcripts/saved-calls.ts'
import { FORMS, type Form } from './render-forms.ts'

/** More than this is no file that somebody reads. */
const MAX_BYTES = 300_000_000

/** As it was typed. */
interface TypedRendering {
  readonly file: readonly string[]
  readonly as?: Form
  readonly call?: readonly string[]
  readonly tz?: string
}

/** The calls in files of saved JSON, as rows and as one document. */
export async function renderedCalls(input: TypedRendering, job: Job): Promise<Page> {
  const calls = chosen(await savedCalls(input.file, job), input.call)
  const form = formOf(input.as, job)
  const zone = await zoneOf(input.tz, {
    context: job.context,
    chosen: async () => await job.chosen().catch(() => ({})),
  })
  const rows = calls.map(({ id, transcript, details }): Row => {
    return { ...details, callId: id, transcript: transcript?.transcript ?? null }
  })
  return { rows, raw: new TextEncoder().encode(await documentOf(form, rows, zone, job.globals.guard)) }
}

async function savedCalls(paths: readonly string[], job: Job): Promise<readonly SavedCall[]> {
  const { SavedCalls } = await import('../../src/transcripts/saved-calls.ts')
  const saved = new SavedCalls()
  for (const path of paths) {
    const file = path === '-' ? undefined : await job.context.files.open(path)
    if (file !== undefined && (file.size > MAX_BYTES || file.regular === false))
      throw new Failure('usage', `${path} is ${file.regular === false ? 'no file' : 'larger than 300 MB'}`, {
        hint: 'a file of some calls: gong calls render call.json',
      })
    await saved.add(await readText(path, job), path === '-' ? 'stdin' : path)
  }
  return saved.all()
}

function chosen(calls: readonly SavedCall[], ids: readonly string[] | undefined): readonly SavedCall[] {
  if (ids === undefined) return calls
  const missing = ids.find((id) => !calls.some((call) => call.id === id))
  if (missing === undefined) return calls.filter(({ id }) => ids.includes(id))
  throw new Failure('usage', `--call: the files have no call ${missing}`, {
    hint: `one of ${calls
      .slice(0, 5)
      .map(({ id }) => id)
      .join(', ')}`,
  })
}

/** @throws Failure `usage` where two things typed say two forms */
function formOf(as: Form | undefined, { globals: { out, format } }: Job): Form {
  const extension = out === undefined ? undefined : fileTypeOf(out).extension
  const byName = (name: string | undefined) => FORMS.find((form) => form === (name === 'htm' ? 'html' : name))
  const said = new Set([as, byName(extension), byName(format)].filter((form) => form !== undefined))
  if (said.size > 1)
    throw new Failure('usage', `one document is written, and this says ${[...said].join(' and ')}`, {
      hint: 'the ending of --out is enough: -o call.html',
    })
  return [...said][0] ?? 'md'
}

async function documentOf(form: Form, rows: readonly Row[], zone: string, guard: boolean): Promise<string> {
  const { toConversation } = await import('../../src/transcripts/conversation.ts')
  const calls = rows.map((row) => toConversation(row, row, zone))
  if (form === 'html') return (await import('../../src/transcripts/page.ts')).toHtmlPage(calls)
  if ((form === 'srt' || form === 'vtt') && calls.length > 1)
    throw new Failure('usage', `captions are of one call, and there are ${calls.length}`, {
      hint: `--call ${calls[0]?.callId}`,
    })
  const { FORMATS } = await import('../../src/transcripts/formats.ts')
  return calls.map((call) => FORMATS[form]?.(call, guard) ?? '').join('\n')
}
