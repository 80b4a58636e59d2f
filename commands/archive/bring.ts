import { whileLocked } from '../../src/app/job/output-locks.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { type ArchiveHead, writeHead } from '../../src/archive/archive-head.ts'
import { type ArchiveContext, type ArchiveRequest, isoInstant, type PartResult } from '../../src/archive/context.ts'
import { finishArchive } from '../../src/archive/finish.ts'
import { archiveFolder } from '../../src/archive/folder.ts'
import { strikeLostFiles } from '../../src/archive/lost-files.ts'
import { openManifest } from '../../src/archive/manifest.ts'
import { planArchive } from '../../src/archive/plan.ts'
import { README, README_FILE } from '../../src/archive/readme.ts'
import { runArchive } from '../../src/archive/run-archive.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Pages } from '../../src/lib/rows.ts'
import { sizeText } from '../../src/lib/size-text.ts'
import { counted } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import type { Medium } from '../../src/media/links.ts'
import type { FileLock, Files } from '../../src/platform/files.ts'
import { recordExport } from '../../src/state/exported-files.ts'
import { EXPOSED_PARTS, withExposedFields } from '../calls/exposed-fields.ts'
import { type AskedArchive, headFor, headIn, subjectsOf } from './head.ts'
import { partRow, planRow } from './part-rows.ts'
import { sayPlan } from './plan.ts'
import { dayGuard } from './quota-share.ts'

const OWNER_ONLY = 0o600

interface Asked extends AskedArchive {
  readonly media?: readonly Medium[]
  readonly plan: boolean
  readonly tz?: string
}

/** Says the plan, then brings what is missing; a row for each part that anything was done about. */
export async function* bringArchive(input: Asked, job: LocalJob): Pages {
  const { context } = job
  const before = await headIn(input.dir, job)
  if (input.plan) return yield* planOnly(input, before, job)
  const folder = context.files.absolute(input.dir)
  // Makes the folder, for its owner alone; what is in it is known before anything is sent.
  await context.files.writeUnsynced(`${folder}/${README_FILE}`, README)
  await recordExport(context, folder)
  const assertHeld = await job.claim(folder, (name) => name === README_FILE)
  const files = whileLocked(context.files, assertHeld)
  const head = await headFor(input, before, job)
  const request = await requestFor(input, head, job)
  const opened = await open(files, folder, job, assertHeld)
  try {
    if (before === undefined) {
      await sayPlan(request, input.dir, opened, job)
      await agree(input, job)
    }
    const lost = await strikeLostFiles(files, folder, opened)
    if (lost > 0) await job.warn(`${counted(lost, 'file')} missing, or of another size than it had: brought again`)
    await writeHead(files, folder, head, opened.manifest.state)
    yield* bring(request, { files, folder, head }, opened, job)
  } finally {
    await opened.manifest.close()
  }
}

async function agree({ what, dir }: Asked, { globals, context: { prompts } }: LocalJob): Promise<void> {
  if (
    globals.yes ||
    !prompts.available ||
    (await prompts.confirm(`Bring ${what?.join(', ') ?? 'all of it'} to ${dir}?`))
  )
    return
  throw new Failure('declined', 'nothing was archived')
}

async function requestFor(input: Asked, { from, to }: ArchiveHead, job: LocalJob): Promise<ArchiveRequest> {
  const parts = Object.keys(EXPOSED_PARTS).filter((part) => part !== 'media')
  return {
    ...{ subjects: subjectsOf(input), span: { from, to }, media: [...new Set(input.media ?? [])].sort() },
    ...{ details: withExposedFields({}, parts), zone: await zoneOf(input.tz, job) },
  }
}

/** @param assertHeld throws when another run has taken the folder over */
async function open(
  files: Files,
  folder: string,
  job: LocalJob,
  assertHeld: FileLock['assertHeld'] = async () => undefined,
): Promise<ArchiveContext> {
  const { context, globals } = job
  const nowMs = () => context.clock.now()
  const hasShare = dayGuard(job)
  return {
    ...{ gong: job.read, nowMs, signal: context.interrupted, mayGoOn: () => assertHeld().then(hasShare) },
    folder: archiveFolder(files, folder, () => isoInstant(nowMs())),
    manifest: await openManifest(files, folder),
    download: {
      ...{ send: job.send, clock: context.clock, signal: context.interrupted, retry: globals.retry },
      ...{ timeoutMs: globals.timeout, random: () => (context.random(1)[0] ?? 0) / 255 },
      files: { ...files, append: (path, at) => files.append(path, at, OWNER_ONLY) },
    },
  }
}

interface Place {
  readonly files: Files
  readonly folder: string
  readonly head: ArchiveHead
}

async function* bring(
  request: ArchiveRequest,
  { files, folder, head }: Place,
  opened: ArchiveContext,
  job: LocalJob,
): Pages {
  const facts = { ...head, company: head.name, zone: request.zone, version: job.about.version }
  let spent: Failure | undefined
  try {
    for await (const part of runArchive(request, opened)) yield partPage(part)
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'limited') throw error
    spent = error
  }
  await finishArchive(files, folder, { head, facts }, opened)
  const { state } = opened.manifest
  const line = `${counted(state.files, 'file')} so far, ${sizeText(state.bytes)}`
  if (spent === undefined) await job.say(`${line}; --verify reads them again`)
  else await job.warn(`${spent.message}; ${line} are whole, and the same line goes on with the next run`)
}

function partPage(part: PartResult): Page {
  return { rows: [partRow(part)], failed: part.state === 'whole' ? 0 : 1 }
}

async function* planOnly(input: Asked, before: ArchiveHead | undefined, job: LocalJob): Pages {
  const { files } = job.context
  const folder = files.absolute(input.dir)
  const head = await headFor(input, before, job)
  const opened = await open(files, folder, job)
  const parts = await sayPlan(await requestFor(input, head, job), input.dir, opened, job)
  yield { rows: parts.map(planRow) }
}

/** What can be told of an archive without a request. */
export async function* archiveRows(input: Asked, job: LocalJob): Pages {
  const { files } = job.context
  const before = await headIn(input.dir, job)
  const { state } = await openManifest(files, files.absolute(input.dir))
  const to = utcTime(job.moment())
  const span = { from: before?.from ?? input.from ?? to, to: input.to ?? to }
  await job.say('nothing is sent, so nobody knows how many calls there are; --plan asks Gong, with a few requests')
  yield { rows: planArchive(subjectsOf(input), span, state, undefined).map(planRow) }
}
