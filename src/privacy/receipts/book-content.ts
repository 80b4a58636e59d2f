import { refuseLaterVersion } from '../../lib/later-version.ts'
import type { Row } from '../../lib/rows.ts'
import { type Person, personKey } from '../person.ts'
import { type Chain, type ChainKey, openChain, RECEIPT_VERSION } from './chain.ts'
import { addReceiptLine, type Receipt } from './receipt.ts'
import { addRequestLine, type ErasureRequest } from './request.ts'
import { isAbout } from './value.ts'

/** What the lines of a book say. */
export interface BookContent {
  readonly receipts: readonly Receipt[]
  readonly requests: readonly ErasureRequest[]
  /** Those about a person, oldest first. */
  receiptsAbout(person: Person): readonly Receipt[]
  /** Whether a `ReceiptValue` is this person's. */
  isAbout(person: Person, value: Row): boolean
}

/** That of a book which is read on as it grows: each line is verified once. */
export interface GrowingContent extends Chain, BookContent {
  /** @throws Failure `usage` for lines of a later version */
  read(text: string): void
}

/** Of an empty book. @param path for messages */
export function emptyContent(path: string, chainKey: ChainKey | undefined): GrowingContent {
  const chain = openChain(chainKey)
  const key = chainKey?.key
  const receipts = new Map<string, Receipt>()
  const requests = new Map<string, ErasureRequest>()
  /** Ids of receipts by their keyed proof of whom they are about; older ones, each with a salt of its own, by ''. */
  const idsOf = new Map<string, Set<string>>()
  const place = ({ id, value }: Receipt) => {
    const proof = typeof value.salt === 'string' ? '' : String(value.digest)
    idsOf.set(proof, (idsOf.get(proof) ?? new Set()).add(id))
  }
  const placedAt = (proof: string) => [...(idsOf.get(proof) ?? [])].flatMap((id) => receipts.get(id) ?? [])
  return {
    lines: chain.lines,
    wrong: chain.wrong,
    get unkeyedLines() {
      return chain.unkeyedLines
    },
    get receipts() {
      return [...receipts.values()]
    },
    get requests() {
      return [...requests.values()]
    },
    receiptsAbout(person) {
      const salted = placedAt('').filter((one) => one.isAbout(person))
      return key === undefined ? salted : [...salted, ...placedAt(key.proof(personKey(person)))]
    },
    isAbout: (person, value) => isAbout(person, value, key),
    read(text) {
      for (const line of chain.read(text)) {
        refuseLaterVersion('usage', path, line.version, RECEIPT_VERSION)
        const receipt = addReceiptLine(receipts, line, key)
        if (receipt !== undefined) place(receipt)
        addRequestLine(requests, line, key)
      }
    },
  }
}
