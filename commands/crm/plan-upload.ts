import type { InputOf } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { writeLines } from '../../src/bulk/run/write-failed.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { describeCompany } from '../../src/company/company.ts'
import type { UploadLayout } from '../../src/crm/upload-layout.ts'
import { Failure } from '../../src/lib/errors.ts'
import { once } from '../../src/lib/once.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import type { CheckedObjects } from './checked-objects.ts'
import { firstObjects } from './first-objects.ts'
import { integrationOf } from './integration.ts'
import { objectsFile } from './objects-file.ts'
import { existingFields } from './schema-fields.ts'
import { nameUploads, type UploadNames } from './upload-names.ts'
import { failedLines, lineRows, uploadRows } from './upload-rows.ts'
import { recallUploads, uploadRun, uploadSteps } from './upload-run.ts'
import type { RunEnd, UploadOrder } from './upload-state.ts'

/** As it was typed. */
export type TypedUpload = InputOf<typeof BULK_INPUTS> & {
  readonly type: UploadOrder['type']
  readonly file?: string
  readonly integration?: string
  readonly request?: string
  readonly tz?: string
  readonly wait: boolean
  readonly waitFor?: number
}

/**
 * Checks the file, finds out what of it Gong has already, and plans an upload for each file that Gong takes.
 *
 * @param isByLine whether each line has a row, and not each upload
 */
export async function planUpload(input: TypedUpload, isByLine: boolean, job: ChangeJob): Promise<Plan<'write'>> {
  const { type, failed, maxChanges } = input
  const chosen = once(() => integrationOf(input, job))
  const objects = await objectsFile(input, async () => await customSchema(type, await chosen(), job), job)
  const integration = await chosen()
  if (failed !== undefined) await job.claim(failed)
  const names = await nameUploads({ integration, type, uploads: objects.layout.uploads, request: input.request }, job)
  const run = uploadRun({ objects, names, integration, type, wait: input.wait, waitFor: input.waitFor }, job)
  const recalled = await recallUploads(run)
  return {
    notes: [
      ...objects.notes,
      `${objects.name}: ${await describeUploads(objects.layout, job)}`,
      ...(await firstObjects(run)),
      ...recalled,
      ...names.notes,
      ...otherNames(names, job),
      ...(isByLine && !input.wait
        ? ['Gong reads an upload after it has taken it: --wait tells what became of each line']
        : []),
    ],
    endsItself: true,
    checkBounds: () => checkMaxChanges(objects.layout.objects, maxChanges),
    steps: uploadSteps(run, (end) => results(objects, end, isByLine, failed, job)),
  }
}

/** The custom fields of a type; only some types have any. */
async function customSchema(type: string, integration: string, job: ChangeJob): Promise<readonly Row[]> {
  const hasSchema = gong.getSchema.params.type.of.some((one) => one === type)
  return hasSchema ? await existingFields({ integration, type }, job) : []
}

async function* results(
  objects: CheckedObjects,
  end: RunEnd,
  isByLine: boolean,
  failed: string | undefined,
  job: ChangeJob,
): Pages {
  if (isByLine) yield* counting(lineRows(objects, end), job)
  else yield* uploadRows(objects, end)
  if (failed === undefined) return
  const table = await objects.table()
  await writeLines(failed, table.only(failedLines(objects, end)), job.context)
}

/** Says how many lines came to what. */
async function* counting(pages: Pages, { say }: ChangeJob): Pages {
  const counts = new Map<string, number>()
  for await (const page of pages) {
    for (const { outcome } of page.rows) counts.set(String(outcome), (counts.get(String(outcome)) ?? 0) + 1)
    yield page
  }
  await say([...counts].map(([outcome, count]) => `${formatCount(count)} ${outcome}`).join(', '))
}

/** The names by which the uploads after the first can be asked for; a dry run has none for them. */
function otherNames({ base, named, isTyped }: UploadNames, { globals }: ChangeJob): readonly string[] {
  if (named.length === 1 || (globals.dryRun && !isTyped)) return []
  return [named.length === 2 ? `the other is ${base}-2` : `the others are ${base}-2 to ${base}-${named.length}`]
}

async function describeUploads({ objects, uploads }: UploadLayout, job: ChangeJob): Promise<string> {
  const company = describeCompany(await job.company())
  const rounds = new Set(uploads.map(({ round }) => round)).size
  const all = `${counted(objects, 'object')} in ${counted(uploads.length, 'upload')}, to ${company}`
  const again = objects - uploads.reduce((sum, { round, objects: count }) => sum + (round === 0 ? count : 0), 0)
  const repeated =
    rounds === 1
      ? ''
      : `; ${counted(again, 'of them is a later update', 'of them are later updates')} of the same object, which Gong takes in a file of its own, when it is through with the one before`
  return `${all}${repeated}`
}

function checkMaxChanges(objects: number, most: number | undefined): void {
  if (most === undefined || objects <= most) return
  throw new Failure(
    'declined',
    `${counted(objects, 'object is', 'objects are')} more than --max-changes ${formatCount(most)}; nothing was sent`,
    { hint: '--dry-run shows them' },
  )
}
