import { Failure } from '../lib/errors.ts'
import { onAbort } from '../lib/on-abort.ts'
import type { HttpRequest, HttpResponse, HttpTransport } from '../platform/http.ts'
import { type Envelope, refusal, response } from './reply.ts'
import { SeededRandom } from './seeded-random.ts'
import { isForm, textOf } from './upload.ts'

/** What can go wrong between two machines, and how the sandbox plays it. */
const FAULTS = [
  ...(['429', '500', 'html', 'reset', 'cut', 'stall', 'expired'] as const),
  ...(['redirect', 'lost', 'twice', 'unlicensed'] as const),
]

type Fault = (typeof FAULTS)[number]

/** What goes wrong with one item of a request that is a success: a line of an upload, a prospect of an assignment. */
const ITEM_FAULTS = ['line', 'prospect'] as const

export type ItemFault = (typeof ITEM_FAULTS)[number]

/** How often each fault strikes, from 0 to 1: a request, those together at most 1, or an item. */
export type Faults = Readonly<Partial<Record<Fault | ItemFault, number>>>

/** A single number is spread over these. No client should survive a redirect, and the others are about writes: they have names. */
const UNNAMED_FAULTS = FAULTS.filter((name) => !['redirect', 'lost', 'twice', 'unlicensed'].includes(name))

/**
 * Reads `429=0.05,cut=0.02`, or one number for those together that a client of reads can survive.
 *
 * @throws Failure `usage` for an unknown fault, a rate outside 0 to 1, or rates that pass 1 together.
 */
export function parseFaults(text: string): Faults {
  const faults: Faults = /^[\d.]+$/.test(text)
    ? Object.fromEntries(UNNAMED_FAULTS.map((name) => [name, rateOf('all', text) / UNNAMED_FAULTS.length]))
    : Object.fromEntries(text.split(',').map(parsePair))
  if (FAULTS.reduce((sum, name) => sum + (faults[name] ?? 0), 0) > 1 + 1e-9)
    throw new Failure('usage', `--faults: the rates of "${text}" pass 1 together`, {
      hint: '--faults 429=0.05,cut=0.05',
    })
  return faults
}

function parsePair(text: string): [Fault | ItemFault, number] {
  const [name = '', rate = ''] = text.split('=').map((part) => part.trim())
  const all = [...FAULTS, ...ITEM_FAULTS]
  const fault = all.find((candidate) => candidate === name)
  if (!fault)
    throw new Failure('usage', `--faults: "${name}" is not one of ${all.join(', ')}`, { hint: '--faults 429=0.05' })
  return [fault, rateOf(fault, rate)]
}

function rateOf(name: string, text: string): number {
  const rate = text === '' ? Number.NaN : Number(text)
  if (!(rate >= 0 && rate <= 1))
    throw new Failure('usage', `--faults: "${text}" is not a rate from 0 to 1 for ${name}`, { hint: '--faults 0.2' })
  return rate
}

interface FaultOptions {
  readonly faults: Faults
  readonly seed: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly envelope: Envelope
  readonly random?: (() => number) | undefined
}

/** The same sender with faults, which strike alike for one seed and one order of requests. */
export function withFaults(send: HttpTransport, { faults, seed, now, envelope, random }: FaultOptions): HttpTransport {
  const seeded = new SeededRandom(seed, 'faults')
  const nextNumber = random ?? (() => seeded.next())
  let refused = 0
  /** HTTP knows two forms of Retry-After, and they come by turns: seconds, and the date of a second later. */
  const after = () => (++refused % 2 === 1 ? '1' : new Date(now() + 1000).toUTCString())
  return async (request, signal) => {
    const fault = pickFault(faults, nextNumber())
    if (fault === undefined || !isAbout(fault, request)) return send(request, signal)
    return playFault(fault, () => send(request, signal), { signal, envelope, after })
  }
}

/** Whether an item goes wrong, which is alike for one seed and one order of items. */
export function failingItems({ faults = {}, seed, random }: ItemOptions): (fault: ItemFault) => boolean {
  const seeded = new SeededRandom(seed, 'items')
  const nextNumber = random ?? (() => seeded.next())
  return (fault) => {
    const rate = faults[fault] ?? 0
    return rate > 0 && nextNumber() < rate
  }
}

interface ItemOptions extends Pick<FaultOptions, 'seed' | 'random'> {
  readonly faults: Faults | undefined
}

function pickFault(faults: Faults, number: number): Fault | undefined {
  let sum = 0
  return FAULTS.find((name) => {
    sum += faults[name] ?? 0
    return number < sum
  })
}

interface FaultStage {
  readonly signal: AbortSignal
  readonly envelope: Envelope
  /** The next Retry-After. */
  readonly after: () => string
}

function playFault(fault: Fault, answer: () => Promise<HttpResponse>, stage: FaultStage): Promise<HttpResponse> {
  const { signal, envelope, after } = stage
  switch (fault) {
    case '429':
      return Promise.resolve(
        envelope({ ...refusal(429, 'API request limit exceeded'), headers: { 'retry-after': after() } }),
      )
    case '500':
      return Promise.resolve(envelope(refusal(500, 'Failed to complete the operation due to an unexpected error')))
    case 'html':
      return Promise.resolve(response(502, 'text/html', '<!doctype html><title>502</title><h1>Bad Gateway</h1>'))
    case 'reset':
      return Promise.reject(connectionReset())
    case 'cut':
      return answer().then((whole) => ({ ...whole, body: firstHalf(whole) }))
    case 'stall':
      return new Promise((_, reject) => onAbort(signal, () => reject(signal.reason)))
    case 'expired':
      return Promise.resolve(envelope(refusal(400, 'cursor has expired')))
    case 'lost':
      return answer().then(() => Promise.reject(connectionReset()))
    // As a proxy does that tries again: whoever asked gets the second answer, such as 409.
    case 'twice':
      return answer().then(answer)
    case 'unlicensed':
      return Promise.resolve(envelope(refusal(403, 'The user has no Engage licence')))
    case 'redirect':
      return Promise.resolve(response(302, 'text/html', '', { location: 'https://elsewhere.example/v2/calls' }))
  }
}

/** Whether a fault can strike a request at all. */
function isAbout(fault: Fault, request: HttpRequest): boolean {
  if (fault === 'expired') return hasCursor(request)
  // A form is read once.
  if (fault === 'twice') return request.method !== 'GET' && !isForm(request)
  return fault !== 'unlicensed' || /^\/v2\/(flows|tasks)\b/.test(new URL(request.url).pathname)
}

function hasCursor({ url, body }: HttpRequest): boolean {
  return new URL(url).searchParams.has('cursor') || textOf(body).includes('"cursor"')
}

/** The first half of the body, then a lost connection. */
async function* firstHalf({ body, headers }: HttpResponse): AsyncGenerator<Uint8Array> {
  let left = Math.floor(Number(headers['content-length'] ?? 0) / 2)
  for await (const piece of body) {
    yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) throw connectionReset()
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('the sandbox cut the connection'), { code: 'ECONNRESET' })
}
