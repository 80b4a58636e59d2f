import { createHash } from 'node:crypto'
import { MAX_UPLOAD_BYTES } from '../catalogue/crm-objects.ts'
import { Occurrences } from './occurrences.ts'

/** One file for Gong: the objects of a round from one place in the source on. */
export interface Upload {
  /** From 0: which time its objects come. A round begins when Gong is through with the one before. */
  readonly round: number
  /** The first object of it, counted from 0 in the source. */
  readonly from: number
  readonly objects: number
  readonly bytes: number
  /** SHA-256 of its text, base64url. */
  readonly digest: string
}

/** Which objects go into which file. */
export interface UploadLayout {
  /** How many objects there are. */
  readonly objects: number
  /** In the order in which they are sent. */
  readonly uploads: readonly Upload[]
  /** Finds the file of each object, which have to be asked for from the first on. @returns its index among the uploads */
  placer(): () => number
}

/** More updates of one object in a file are a mistake: a column that has no ids, and a round takes minutes. */
const MAX_ROUNDS = 100

/** Of an object, at least, in most files. */
const USUAL_BYTES = 100

interface OpenUpload {
  readonly round: number
  readonly from: number
  readonly hash: ReturnType<typeof createHash>
  objects: number
  bytes: number
}

/**
 * Distributes objects over files as they come. Gong takes an object once a file: the second update of each goes into a second
 * round of files, and so on. A file that would be larger than Gong takes is cut between two objects.
 */
export class UploadPlanner {
  private readonly occurrences: Occurrences
  private readonly rounds: OpenUpload[][] = []
  /** Objects that came before, and their rounds: two numbers each. */
  private readonly repeats: number[] = []
  private readonly maxBytes: number
  private count = 0

  /** @param sourceBytes of the file that the objects are in, as far as it is known */
  constructor(sourceBytes = 0, maxBytes = MAX_UPLOAD_BYTES) {
    this.occurrences = new Occurrences(sourceBytes / USUAL_BYTES)
    this.maxBytes = maxBytes
  }

  /**
   * @param line of JSON, with its end
   * @returns what is wrong with it, if anything
   */
  add(objectId: string, line: string): string | undefined {
    const round = this.occurrences.add(objectId) - 1
    if (round >= MAX_ROUNDS) return `is update ${round + 1} of "${objectId}", and each takes an upload of its own`
    if (round > 0) this.repeats.push(this.count, round)
    const upload = this.openUpload(round, Buffer.byteLength(line))
    upload.hash.update(line)
    upload.objects += 1
    this.count += 1
    return undefined
  }

  private openUpload(round: number, bytes: number): OpenUpload {
    const uploads = this.rounds[round] ?? []
    this.rounds[round] = uploads
    let upload = uploads.at(-1)
    if (upload === undefined || upload.bytes + bytes > this.maxBytes) {
      upload = { round, from: this.count, objects: 0, bytes: 0, hash: createHash('sha256') }
      uploads.push(upload)
    }
    upload.bytes += bytes
    return upload
  }

  /** To be called once, after the last object. */
  layout(): UploadLayout {
    const uploads = this.rounds.flat().map(({ hash, ...upload }) => ({ ...upload, digest: hash.digest('base64url') }))
    const { count, repeats } = this
    // Not by way of `this`, which would keep the counts of all ids in memory.
    return { objects: count, uploads, placer: () => placer(uploads, repeats) }
  }
}

function placer(uploads: readonly Upload[], repeats: readonly number[]): () => number {
  let object = -1
  let nextRepeat = 0
  /** By round, the index of the upload that is being filled. */
  const current = new Map<number, number>()
  return () => {
    object += 1
    let round = 0
    if (repeats[nextRepeat] === object) {
      round = repeats[nextRepeat + 1] ?? 0
      nextRepeat += 2
    }
    let index = current.get(round) ?? uploads.findIndex((upload) => upload.round === round)
    const next = uploads[index + 1]
    if (next?.round === round && object >= next.from) index += 1
    current.set(round, index)
    return index
  }
}

/** The lines of some objects, from the first on. @param isWanted asked for each, one after the other */
export type WantedLines<L> = (isWanted: () => boolean) => AsyncIterable<readonly L[]>

/** The objects of one file, in its order. */
export async function* linesOfUpload<L>(
  lines: WantedLines<L>,
  { placer, uploads }: UploadLayout,
  index: number,
): AsyncIterable<readonly L[]> {
  const place = placer()
  let left = uploads[index]?.objects ?? 0
  for await (const block of lines(() => place() === index)) {
    yield block
    left -= block.length
    if (left === 0) return
  }
}
