import type { Json } from './rows.ts'

/**
 * The address at which Gong plays a call from a second on, to the end of what was said; `null` without one of the call.
 *
 * @param url of the call, as Gong gives it
 * @param at seconds from the start of the call
 * @param endMs end of what was said, milliseconds
 */
export function linkToSecond(url: Json | undefined, at: number, endMs: Json | undefined): string | null {
  if (typeof url !== 'string' || url === '') return null
  const from = Math.floor(at)
  const to = Math.max(from + 1, Math.ceil(Number(endMs ?? 0) / 1000))
  return `${url}&highlights=${encodeURIComponent(JSON.stringify([{ type: 'SHARE', from, to }]))}`
}
