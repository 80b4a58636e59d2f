import type { EventContent } from '../event.ts'

/** Of the bodies and lines that are kept. */
const MAX_BYTES = 16_000_000

/** What came a moment ago and is not handed on yet, so that it need not be read and parsed again; the oldest leaves for lack of room. */
export class RecentContents {
  readonly #contents = new Map<string, EventContent>()
  #bytes = 0

  add(id: string, content: EventContent): void {
    this.remove(id)
    this.#contents.set(id, content)
    this.#bytes += sizeOf(content)
    for (const oldest of this.#contents.keys()) {
      if (this.#bytes <= MAX_BYTES) return
      this.remove(oldest)
    }
  }

  get(id: string): EventContent | undefined {
    return this.#contents.get(id)
  }

  remove(id: string): void {
    const content = this.#contents.get(id)
    if (content === undefined) return
    this.#contents.delete(id)
    this.#bytes -= sizeOf(content)
  }
}

function sizeOf({ body, line }: EventContent): number {
  return body.length + line.length
}
