import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErasureTimes } from '../../src/sandbox/handlers/request.ts'
import { home, KEYS, NOW, type Ran, run, type Setting, testSandbox } from '../run.ts'

/** The requests of the privacy commands, as `run` tells them. */
export const DESK = {
  /** Asked once for a credential. */
  COMPANY: 'GET /v2/workspaces',
  FIND_EMAIL: 'GET /v2/data-privacy/data-for-email-address',
  FIND_PHONE: 'GET /v2/data-privacy/data-for-phone-number',
  DETAILS: 'POST /v2/calls/extensive',
  CALLS: 'GET /v2/calls',
  ERASE_EMAIL: 'POST /v2/data-privacy/erase-data-for-email-address',
  ERASE_PHONE: 'POST /v2/data-privacy/erase-data-for-phone-number',
} as const

/** A company and a state folder that last for one test. */
export interface Desk {
  readonly folder: string
  readonly env: Record<string, string>
  run(line: string | readonly string[], setting?: Setting): Promise<Ran>
  /** Lets time pass, for the company and for gong. */
  pass(ms: number): void
  /** The lines of the book of receipts. */
  book(): string[]
  readonly bookPath: string
}

/**
 * @param calls how many the company has; as many as that of other tests when left out
 * @param erasures how they go there
 */
export async function openDesk(calls?: number, erasures: ErasureTimes = {}): Promise<Desk> {
  const { folder, env } = await home()
  let now = NOW
  let drawn = 0
  /** Other bytes at each draw, and the same in every run of a test. */
  const random = (count: number) => Uint8Array.from({ length: count }, () => (drawn++ * 37) % 256)
  const network = testSandbox(() => now, calls, erasures)
  const bookPath = join(folder, 'state', 'receipts', 'api.gong.io.jsonl')
  return {
    folder,
    env: { ...KEYS, ...env },
    run: (line, setting) => run(line, { env: { ...KEYS, ...env }, network, now, random, ...setting }),
    pass(ms) {
      now += ms
    },
    book: () => (existsSync(bookPath) ? readFileSync(bookPath, 'utf8').trim().split('\n') : []),
    bookPath,
  }
}
