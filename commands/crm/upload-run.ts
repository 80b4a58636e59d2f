import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { hasUnknownOutcome } from '../../src/api/retry.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Reported, Settled, Step } from '../../src/app/model/plan.ts'
import { hasEnded } from '../../src/app/model/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { linesOfUpload } from '../../src/crm/upload-layout.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Pages, type Row, rowsIn } from '../../src/lib/rows.ts'
import type { FileSource } from '../../src/platform/files.ts'
import type { CheckedObjects } from './checked-objects.ts'
import { findState, lastState } from './requests.ts'
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

/** So often an upload leaves in all, where its answers are lost and Gong says that nothing arrived. */
const MAX_TRIES = 3
/** Of lines that are handed on at once. */
const CHUNK_BYTES = 65_536

/** Sends uploads one after the other, each round when Gong is through with the one before. */
export class UploadRun {
  private readonly states: readonly UploadState[]
  private readonly order: UploadOrder
  private readonly job: ChangeJob
  private failure: Failure | undefined
  private reason: string | undefined

  constructor(order: UploadOrder, job: ChangeJob) {
    this.order = order
    this.job = job
    this.states = order.names.named.map((one) => ({ ...one, state: 'not sent', row: undefined }))
  }

  /** Asks Gong what it has of a run that was cut short. @returns a line about each upload that is there */
  async recall(): Promise<readonly string[]> {
    const notes: string[] = []
    for (const one of this.states) {
      if (!one.wasSent) continue
      one.row = await findState(this.requestOf(one), this.job)
      if (one.row === undefined) continue
      if (this.job.globals.dryRun) one.state = 'sent'
      else await this.taken(one)
      notes.push(`${one.request} was sent by a run that was cut short, and is not sent again`)
    }
    return notes
  }

  /** @param results the rows, when all is over or cannot go on */
  async *steps(results: (end: RunEnd) => Pages): AsyncGenerator<Step<'write'> | Settled, void> {
    let isBegun = false
    const settle = (pages: () => Pages): Settled => ({
      async *settle() {
        isBegun = true
        yield* pages()
      },
    })
    try {
      let round = 0
      for (const one of this.states) {
        if (one.upload.round > round) {
          round = one.upload.round
          yield settle(() => this.waited((other) => other.upload.round < one.upload.round, undefined))
        }
        if (this.reason !== undefined) break
        if (one.state === 'not sent') yield this.sending(one, 1)
      }
      if (this.order.wait) yield settle(() => this.waited(() => true, this.order.waitFor))
      yield settle(() => this.ending(results))
    } finally {
      if (isBegun) await this.order.names.journal.close()
    }
  }

  private sending(one: UploadState, tries: number): Step<'write'> {
    const { journal, base } = this.order.names
    return {
      request: this.uploadRequest(one),
      record: {
        before: () => journal.sent([[one.digest, { id: base }]]),
        after: async () => undefined,
      },
      report: async (answer) => {
        try {
          const page = toPage(gong.uploadObjects, answer)
          await this.taken(one)
          return { ...page, rows: [] }
        } catch (error) {
          if (error instanceof Failure) return await this.refused(one, tries, error)
          throw error
        }
      },
      refused: (failure) => this.refused(one, tries, failure),
    }
  }

  private uploadRequest(one: UploadState): Step<'write'>['request'] {
    const { integration, type } = this.order
    const file = this.fileOf(one)
    const request = toRequest(gong.uploadObjects, { integration, type, request: one.request }, { file })
    // After a lost answer Gong is asked whether it has the upload, before 200 MB go out again.
    return { ...request, idempotent: false }
  }

  private fileOf(one: UploadState): FileSource {
    const { objects } = this.order
    const index = this.states.indexOf(one)
    return {
      name: fileName(objects.name),
      size: one.upload.bytes,
      chunks: () => inChunks(linesOfUpload(objects.lines(), objects.layout, index)),
    }
  }

  private async taken(one: UploadState): Promise<void> {
    const { journal, base } = this.order.names
    await journal.done([[one.digest, { outcome: 'sent', id: base }]])
    one.state = 'sent'
  }

  /** What was lost is asked for; a name that is taken is this upload's where nobody else can have chosen it. */
  private async refused(one: UploadState, tries: number, failure: Failure): Promise<Reported<'write'>> {
    const isOurs = failure.status === 409 && (tries > 1 || one.wasSent || !this.order.names.isTyped)
    if (!isOurs && !hasUnknownOutcome(failure)) {
      await this.order.names.journal.open([one.digest])
      return this.stop(one, failure)
    }
    one.state = 'unknown'
    if (failure.kind === 'interrupted') return this.stop(one, failure)
    const found = await findState(this.requestOf(one), this.job).catch(() => 'not known' as const)
    if (typeof found === 'object') {
      one.row = found
      await this.taken(one)
      return { rows: [] }
    }
    if (found === 'not known' || isOurs || tries >= MAX_TRIES) return this.stop(one, failure)
    return { rows: [], next: [this.sending(one, tries + 1)] }
  }

  private stop(one: UploadState, failure: Failure): Reported<'write'> {
    const { kind, message, hint, requestId, scope, status, cause } = failure
    const which = this.states.length === 1 ? '' : `upload ${this.states.indexOf(one) + 1} of ${this.states.length}: `
    this.reason = message
    this.failure = new Failure(kind, `${which}${message}`, { hint, requestId, scope, status, cause })
    return { rows: [] }
  }

  /** Waits until Gong is through with some uploads. One that it did not take at all ends the run: what follows builds on it. */
  private async *waited(which: (one: UploadState) => boolean, waitFor: number | undefined): Pages {
    if (this.failure !== undefined) return
    for (const one of this.states.filter((state) => state.state === 'sent' && which(state))) {
      try {
        if (!hasEnded(one.row ?? {})) one.row = await lastState(this.requestOf(one), waitFor, this.job)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        this.stop(one, error)
        return
      }
      const [whole] = rowsIn(one.row?.errors).filter(({ line }) => line === 0)
      if (whole !== undefined) this.reason ??= `Gong did not take ${one.request}: ${whole.description}`
    }
  }

  private async *ending(results: (end: RunEnd) => Pages): Pages {
    const { journal, isKept } = this.order.names
    const { states, reason, failure } = this
    const digests = states.map(({ digest }) => digest)
    const isOpen = failure !== undefined && states.some(({ state }) => state !== 'not sent')
    if (isOpen && isKept) await this.job.say('the same line goes on where this ended, and sends nothing twice')
    yield* results({ states, reason })
    // Until the rows are out, the same line must find what was sent.
    const onWritten = () => journal.finish(digests, false)
    yield { rows: [], ...(failure === undefined ? { onWritten } : { ended: failure }) }
  }

  private requestOf({ request }: UploadState) {
    return { integration: this.order.integration, request }
  }
}

/** What Gong gets to see of a path. */
function fileName(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? ''
  return `${name.replace(/\.\w+$/, '')}.ldjson`
}

/** Lines as bytes, many at once; each goes straight into its buffer, since strings that are joined stay longer. */
async function* inChunks(lines: AsyncIterable<{ readonly json: string }>): AsyncIterable<Uint8Array> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let used = 0
  for await (const { json } of lines) {
    const bytes = Buffer.byteLength(json)
    if (used + bytes > chunk.length) {
      if (used > 0) yield chunk.subarray(0, used)
      chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, bytes))
      used = 0
    }
    used += chunk.write(json, used)
  }
  if (used > 0) yield chunk.subarray(0, used)
}
