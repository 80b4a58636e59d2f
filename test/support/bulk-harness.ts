import type { Answer } from '../../src/api/answer.ts'
import type { ApiRequest } from '../../src/api/request.ts'
import type { OpenedJob } from '../../src/app/job/open-job.ts'
import type { Changing } from '../../src/app/model/plan.ts'
import { carryOut } from '../../src/app/run/change.ts'
import type { BulkChange, SourceLine } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Page, type Row } from '../../src/lib/rows.ts'
import type { HttpTransport } from '../../src/platform/http.ts'
import { NOW } from '../run.ts'
import { crashing } from './crash.ts'
import { HOME_ENV, memoryFiles } from './memory-files.ts'

/** What a bulk change came to. */
export interface BulkRan {
  readonly rows: readonly Row[]
  readonly failure: unknown
  readonly said: readonly string[]
}

export interface BulkSetting {
  readonly files?: ReturnType<typeof memoryFiles>
  readonly now?: number
  /** Number of the moment at which the machine dies. */
  readonly diesAt?: number
  readonly interrupted?: AbortSignal
}

/** A company of one operation, which does whatever it is told and remembers it. */
export function oneOperation(answer: (request: ApiRequest, done: string[]) => Row | Failure) {
  const done: string[] = []
  return { done, answer: (request: ApiRequest) => answer(request, done) }
}

type Company = ReturnType<typeof oneOperation>

/** The request by which such a company is told something. */
export function telling(texts: readonly string[]): ApiRequest<'write'> {
  return { method: 'POST', path: '/tell', query: {}, body: texts, effect: 'write' }
}

/** What a request tells it. */
export function toldIn({ body }: ApiRequest): readonly string[] {
  return Array.isArray(body) ? body.map(String) : []
}

/** Lines of a table with one column. */
export function linesOf(texts: readonly string[]): readonly (SourceLine & { readonly text: string })[] {
  return texts.map((text, at) => ({ line: at + 2, cells: [text], text }))
}

/** Carries a bulk change out, on a machine with the disk that was handed in. @returns also how many moments there were */
export async function carryOutBulk<L extends SourceLine, E extends Changing>(
  change: (company: Company) => BulkChange<L, E>,
  company: Company,
  { files = memoryFiles(), now = NOW, diesAt, interrupted = new AbortController().signal }: BulkSetting = {},
): Promise<BulkRan & { readonly moments: number }> {
  const unused: HttpTransport = () => Promise.reject(new Error('the client is a stub'))
  const machine = crashing(files, unused, diesAt)
  const said: string[] = []
  const say = async (line: string) => void said.push(line)
  const exchange = (request: ApiRequest) =>
    machine.around(async (): Promise<Answer> => {
      const body = company.answer(request)
      if (body instanceof Failure) throw body
      return { status: 200, body, raw: new Uint8Array() }
    })
  const job = {
    context: {
      env: HOME_ENV,
      files: machine.files,
      interrupted,
      clock: { now: () => now },
      random,
      allowDrain: () => undefined,
    },
    globals: { sandbox: false, dryRun: false },
    company: async () => ({ id: 'w1', displayName: 'Tallyhouse', workspaces: ['1'], host: 'api.gong.io' }),
    claim: async () => async () => undefined,
    say,
    warn: say,
    agree: async () => undefined,
    client: async () => ({ exchange }),
  }
  const rows: Row[] = []
  let onWritten: Page['onWritten']
  try {
    // A stub of what the engine uses of a job; all else is missing.
    const stub = job as unknown as OpenedJob
    const plan = await bulkPlan(change(company), stub)
    for await (const page of carryOut(plan, { effect: 'write', name: 'tell' }, stub)) {
      rows.push(...page.rows)
      if (page.ended !== undefined) throw page.ended
      onWritten = page.onWritten
    }
    const isDead = machine.moments() >= (diesAt ?? Number.POSITIVE_INFINITY)
    if (!isDead) await onWritten?.()
    return { rows, failure: undefined, said, moments: machine.moments() }
  } catch (failure) {
    return { rows, failure, said, moments: machine.moments() }
  }
}

function random(count: number): Uint8Array {
  return new Uint8Array(count).fill(7)
}

/** The outcomes in rows. */
export function outcomesIn(rows: readonly Row[]): readonly string[] {
  return rows.filter(isRow).map(({ outcome }) => String(outcome))
}
