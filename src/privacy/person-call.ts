/** A call in which a person appears, with what helps to decide about it. */
export interface PersonCall {
  readonly id: string
  readonly title?: string
  /** As Gong gives it, with its offset. */
  readonly started?: string
  /** Seconds. */
  readonly duration?: number
  readonly url?: string
  readonly host?: string
  /** Names of all other participants; an address or number where there is no name. */
  readonly others: readonly string[]
  /** The speakerIds of this one call that are the person's and nobody else's; empty also where that cannot be told. */
  readonly speakers: readonly string[]
}

/** Whether Gong gave more than the id of the call. */
export function hasDetails({ id: _id, others, speakers: _speakers, ...facts }: PersonCall): boolean {
  return others.length > 0 || Object.keys(facts).length > 0
}
