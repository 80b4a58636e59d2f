/**
 * Tables into which ids are spread by their hash: each grows on its own, so that growing takes little memory. Those of a large
 * file are large enough for the system to take them back at once.
 */
const PARTS = 16
const FIRST_SLOTS = 16
/** The share of filled slots at which a table grows. */
const FULL = 0.85
const GROWTH = 1.5
const MAX_COUNT = 255

interface Part {
  /** Two halves of a hash for each slot. */
  hashes: Uint32Array
  /** How often the id of a slot came; 0 for a free slot. */
  counts: Uint8Array
  used: number
}

/**
 * Counts how often each id of a long list came. It keeps hashes of 64 bits and no ids: about 15 bytes each. Two ids of one hash
 * would count as one, once in a million lists of a million ids.
 */
export class Occurrences {
  private readonly parts: Part[]

  /** @param expected about how many ids there will be: tables that grow leave holes in memory */
  constructor(expected = 0) {
    const slots = Math.max(FIRST_SLOTS, Math.ceil(expected / PARTS / FULL))
    this.parts = Array.from({ length: PARTS }, () => emptyPart(slots))
  }

  /** @returns how often it came, with this time; 256 for all more */
  add(id: string): number {
    const [one, two] = hashesOf(id)
    const at = one % PARTS
    const part = this.parts[at]
    if (part === undefined) throw new Error('there is a part for each remainder')
    if (part.used >= part.counts.length * FULL) this.parts[at] = grown(part)
    return count(this.parts[at] ?? part, one, two)
  }
}

function emptyPart(slots: number): Part {
  return { hashes: new Uint32Array(2 * slots), counts: new Uint8Array(slots), used: 0 }
}

function count(part: Part, one: number, two: number): number {
  const slot = slotOf(part, one, two)
  const before = part.counts[slot] ?? 0
  if (before === 0) {
    part.hashes[2 * slot] = one
    part.hashes[2 * slot + 1] = two
    part.used += 1
  }
  if (before < MAX_COUNT) part.counts[slot] = before + 1
  return before + 1
}

/** Where a hash stands, or the free slot for it. */
function slotOf({ hashes, counts }: Part, one: number, two: number): number {
  const slots = counts.length
  let slot = two % slots
  while (counts[slot] !== 0 && (hashes[2 * slot] !== one || hashes[2 * slot + 1] !== two)) slot = (slot + 1) % slots
  return slot
}

function grown(part: Part): Part {
  const next = emptyPart(Math.ceil(part.counts.length * GROWTH))
  for (const [slot, times] of part.counts.entries()) {
    if (times === 0) continue
    const [one, two] = [part.hashes[2 * slot] ?? 0, part.hashes[2 * slot + 1] ?? 0]
    count(next, one, two)
    next.counts[slotOf(next, one, two)] = times
  }
  return next
}

/** Two hashes of 32 bits (FNV-1a with other starts and primes, mixed at the end). */
function hashesOf(id: string): readonly [number, number] {
  let [one, two] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x85ebca6b) + 0x27d4eb2f
  }
  return [mixed(one), mixed(two)]
}

function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
