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

  /** Takes out as many as are due, at most so many. */
  take(nowMs: number, most: number): readonly string[] {
    const due = [...this.#later].filter(([, dueMs]) => dueMs <= nowMs).sort(([, a], [, b]) => a - b)
    for (const [id] of due) {
      this.#later.delete(id)
      this.#ready.push(id)
    }
    const taken = this.#ready.slice(this.#from, this.#from + most)
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
    return this.#later.size === 0 ? undefined : Math.min(...this.#later.values())
  }

  get size(): number {
    return this.#ready.length - this.#from + this.#later.size
  }
}
