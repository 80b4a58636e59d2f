import { companyZone } from '../../../src/app/input/company-zone.ts'
import { readInput } from '../../../src/app/input/input.ts'
import type { OpenedJob } from '../../../src/app/job/open-job.ts'
import { checkOutcome } from '../../../src/app/messages/run-outcome.ts'
import type { LocalCommand, Query } from '../../../src/app/model/command.ts'
import { wholeLists } from '../../../src/app/model/expand-lists.ts'
import type { Raw } from '../../../src/app/model/inputs.ts'
import { rowsOf } from '../../../src/app/run/pages.ts'
import { defined } from '../../../src/lib/defined.ts'
import type { Absent, Row } from '../../../src/lib/rows.ts'
import { localCopy } from '../../search/choose-copy.ts'
import { type AnswerSource, type NoteSource, readFromCopy } from '../copy/copy-client.ts'
import { type AnsweringCopy, withCoverage } from '../copy/open-copy.ts'
import { checkLiteral } from '../literal-texts.ts'

/** A job for one call of a tool, in which are the profile, the pace and the requests of the session, and what is said about the call. */
export interface OpenedCall {
  readonly job: OpenedJob
  readonly notes: readonly string[]
  /** Whether it may be answered from a local copy. */
  readonly usesCopy: boolean
}

/** What is said where there is no copy to answer from, and what to do about it. */
interface NoCopy {
  readonly why: string
  readonly advice: string
}

const NOT_MADE: NoCopy = {
  why: 'no local copy of this company',
  advice: 'a person makes one with gong sync; the other tools ask Gong',
}

const NOT_TO_SEE: NoCopy = {
  why: 'gong mcp --as and --workspace leave the local copy alone',
  advice: 'the other tools ask Gong',
}

/** Where what was read came from, by ids of operations. */
type Sources = { readonly [source in AnswerSource]: ReadonlySet<string> }

/** What a question may use while it is answered. */
export interface Question {
  /** Its client answers from the copy what that can, and asks Gong the rest. */
  readonly job: OpenedJob
  readonly copy: AnsweringCopy | undefined
  /** Why there is no copy: nobody made one, or not all of it may be seen. */
  readonly noCopy: NoCopy
  /** What the commands have said, which is about the answer. */
  readonly said: readonly string[]
  /** The ids of the operations that were answered from each. */
  readonly sources: Sources
  close(): Promise<void>
}

/** What a command came to. */
export interface Answered {
  readonly rows: readonly Row[]
  /** Records that were read for them. */
  readonly read: number
  /** How many records Gong counts and has not analysed yet. */
  readonly unanalysed: number
}

/**
 * Opens what a question may use.
 *
 * @param fresh whether to ask Gong, whatever a copy has
 */
export async function openQuestion({ job, notes: said, usesCopy }: OpenedCall, fresh: boolean): Promise<Question> {
  const sources = { copy: new Set<string>(), Gong: new Set<string>() }
  const found = fresh ? undefined : await localCopy(job)
  const copy = found === undefined ? undefined : await withCoverage(found)
  const zone = () => companyZone(job).catch(() => undefined)
  const note: NoteSource = ({ id }, source) => void sources[source].add(id)
  const read = copy === undefined ? job.read : readFromCopy(job.read, copy, zone, note)
  const noCopy = usesCopy ? NOT_MADE : NOT_TO_SEE
  return { job: { ...job, read }, copy, noCopy, said, sources, close: async () => await found?.close() }
}

/**
 * The rows of a command, as a line with these flags would give them.
 *
 * @param options `flat` for a row a line, as csv has them; after `most` rows no page is read any more
 * @throws Failure as the command line would
 */
export async function ask(
  command: Query | LocalCommand,
  raw: Raw,
  job: OpenedJob,
  { flat = false, most = Number.POSITIVE_INFINITY }: { readonly flat?: boolean; readonly most?: number } = {},
): Promise<Answered> {
  checkLiteral(command, raw)
  const flatten = flat ? (typeof command.flat === 'function' ? command.flat(raw) : command.flat) : undefined
  const rows: Row[] = []
  let [read, total, failed] = [0, 0, 0]
  let unanalysed = false
  let absent: Absent | undefined
  let problem: string | undefined
  const input = await readInput(command, raw, job, wholeLists)
  for await (const page of rowsOf(command, raw, input, job)) {
    rows.push(...(flatten === undefined ? page.rows : page.rows.flatMap((row) => flatten.rows(row, page))))
    read += page.readCount ?? page.rows.length
    total = page.total ?? 0
    failed += page.failed ?? 0
    unanalysed = page.countsUnanalysed === true
    absent = page.absent ?? absent
    problem ??= page.problem
    if (page.ended !== undefined) throw page.ended
    if (rows.length > most) break
  }
  checkOutcome({ failed, ...defined({ absent, problem }) })
  return { rows, read, unanalysed: unanalysed ? Math.max(0, total - read) : 0 }
}
