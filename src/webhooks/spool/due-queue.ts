/** Nothing is put off for longer: what is due later was put off by a clock that went ahead, and has been set back since. */
const MAX_AHEAD_MS = 15 * 60_000

/** Which events one sink is to get, in the order in which they are due. */
export class DueQueue {
  #ready: string[] = []
  #from = 0
  readonly #later = new Map<string, number>()

  /** @param dueMs since 1970; 0 for at once */
  add(id: string, dueMs: number): void {
    if (dueMs === 0) this.#ready.push(id)
    else this.#later.set(id, dueMs)
  }

  /** Takes out as many as are due, at most so many, and after the first only while there is room for the next. */
  take(nowMs: number, most: number, hasRoom: (id: string) => boolean = () => true): readonly string[] {
    this.#ripen(nowMs)
    const next = this.#ready.slice(this.#from, this.#from + most)
    const end = next.findIndex((id, index) => !hasRoom(id) && index > 0)
    const taken = end === -1 ? next : next.slice(0, end)
    this.#from += taken.length
    // What was taken is let go of now and then: shifting each off would move all others.
    if (this.#from > 1000) {
      this.#ready = this.#ready.slice(this.#from)
      this.#from = 0
    }
    return taken
  }

  /** When the next of those that are not due yet is, ms since 1970. */
  get nextMs(): number | undefined {
    let next: number | undefined
    for (const dueMs of this.#later.values()) if (next === undefined || dueMs < next) next = dueMs
    return next
  }

  get size(): number {
    return this.#ready.length - this.#from + this.#later.size
  }

  #ripen(nowMs: number): void {
    const isDue = (dueMs: number) => dueMs <= nowMs || dueMs > nowMs + MAX_AHEAD_MS
    const due = [...this.#later].filter(([, dueMs]) => isDue(dueMs)).sort(([, a], [, b]) => a - b)
    for (const [id] of due) {
      this.#later.delete(id)
      this.#ready.push(id)
    }
  }
}
