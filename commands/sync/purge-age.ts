import { Failure } from '../../src/lib/errors.ts'

/** The moment that is so long ago, ms since 1970. @throws Failure `usage` for what is no span of time */
export function agedMs(text: string, nowMs: number): number {
  const [, digits, unit = ''] = /^([1-9]\d{0,3})(d|w|mo|y)$/i.exec(text.trim()) ?? []
  const count = Number(digits)
  const date = new Date(nowMs)
  switch (unit.toLowerCase()) {
    case 'd':
      return date.setUTCDate(date.getUTCDate() - count)
    case 'w':
      return date.setUTCDate(date.getUTCDate() - 7 * count)
    case 'mo':
      return date.setUTCMonth(date.getUTCMonth() - count)
    case 'y':
      return date.setUTCFullYear(date.getUTCFullYear() - count)
    default:
      throw new Failure('usage', `--older-than: "${text}" is no span of time`, { hint: '--older-than 2y, 18mo or 90d' })
  }
}
