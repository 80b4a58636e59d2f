import type { QueryJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { everyOperation } from '../../src/catalogue/index.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { compareOperations } from '../../src/openapi/compare.ts'
import { describedCatalogue } from '../../src/openapi/described-catalogue.ts'
import { MAX_DOCUMENT_BYTES, readDocument } from '../../src/openapi/document.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

export const DIFFERENCE_FIELDS = ['onlyIn', 'what', 'operation', 'method', 'path', 'place', 'field', 'value']
export const DIFFERENCE_COLUMNS = ['onlyIn', 'what', 'operation', 'place', wrappedColumn('field'), 'value']

/** The most references that lead nowhere that a message names. */
const MOST_NAMED = 3

/** A row for each thing that only the document or only the catalogue has. */
export async function checkDocument(file: string, job: QueryJob): Promise<Page> {
  const name = file === '-' ? 'stdin' : file
  const { operations, lost } = readDocument(await boundedText(file, name, job), name)
  const { differences, known } = compareOperations(operations, everyOperation.map(describedCatalogue))
  if (lost.length > 0)
    await job.warn(
      `${counted(lost.length, 'reference')} of ${name} led nowhere, and what they stand for is not compared: ${lost.slice(0, MOST_NAMED).join(', ')}`,
    )
  if (operations.some(({ hasAnswer }) => !hasAnswer))
    await job.say(`where ${name} describes no answer, none is compared`)
  if (operations.every(({ scopes }) => scopes.length === 0))
    await job.say(`${name} names no scopes, so none are compared`)
  if (known > 0) await job.say(`${counted(known, 'difference')} that this tool has on purpose left out`)
  if (differences.length === 0) await job.say(`${counted(operations.length, 'operation')}: nothing differs`)
  return {
    rows: differences,
    ...(differences.length > 0 && { ended: new Failure('partial', differs(differences.length, name)) }),
  }
}

function differs(count: number, name: string): string {
  return `${counted(count, 'difference')} between ${name} and what this tool knows`
}

/** @throws Failure `usage` for what is too large to be Gong's document */
async function boundedText(file: string, name: string, job: QueryJob): Promise<string> {
  const source = file === '-' ? undefined : await job.context.files.open(file)
  if (source?.regular === false)
    throw new Failure('usage', `${name} is no regular file`, { hint: `gong operations --check - < ${file}` })
  if ((source?.size ?? 0) > MAX_DOCUMENT_BYTES) throw tooLarge(name)
  const text = await readText(file, job)
  if (text.length > MAX_DOCUMENT_BYTES) throw tooLarge(name)
  return text
}

function tooLarge(name: string): Failure {
  return new Failure(
    'usage',
    `${name} has more than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB, which no document of Gong's has`,
  )
}
