import type { ChangeJob } from '../../src/app/model/job.ts'
import type { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import type { CheckedObjects } from './checked-objects.ts'
import type { NamedUpload, UploadNames } from './upload-names.ts'

/** What is uploaded, where to, and how. */
export interface UploadOrder {
  readonly objects: CheckedObjects
  readonly names: UploadNames
  readonly integration: string
  readonly type: (typeof gong.uploadObjects.params.type.of)[number]
  /** Whether the end of the last round is waited for, too. */
  readonly wait: boolean
  /** Seconds. */
  readonly waitFor: number | undefined
}

/** An upload, and what became of it so far. */
export interface UploadState extends NamedUpload {
  /** `unknown`: it left, and no answer came. */
  state: 'not sent' | 'unknown' | 'sent'
  /** What Gong said of it last. */
  row: Row | undefined
}

/** How a run ended. */
export interface RunEnd {
  readonly states: readonly UploadState[]
  /** Why the rest was not sent; `undefined` where all was. */
  readonly reason: string | undefined
}

/** The one record of a run, which its steps change. */
export interface UploadRun {
  readonly order: UploadOrder
  readonly job: ChangeJob
  readonly states: readonly UploadState[]
  /** What the run ends with. */
  failure: Failure | undefined
  /** Why nothing more is sent. */
  reason: string | undefined
}

/** The words by which Gong knows an upload. */
export function requestOf({ order: { integration } }: UploadRun, { request }: UploadState) {
  return { integration, request }
}

/** Nothing is sent after this one, and the run ends with why. */
export function stop(run: UploadRun, one: UploadState, failure: Failure): void {
  const { kind, message, hint, requestId, scope, status, cause } = failure
  const { length } = run.states
  const which = length === 1 ? '' : `upload ${run.states.indexOf(one) + 1} of ${length}: `
  run.reason = message
  run.failure = new Failure(kind, `${which}${message}`, { hint, requestId, scope, status, cause })
}
