import { UNIT_HEADINGS } from './words/value-words.ts'

const CLOCK = /^(\d{1,4}):([0-5]?\d):([0-5]?\d)(?:[.,](\d+))?$/
const SHORT_CLOCK = /^(\d{1,4}):([0-5]\d)$/
const ISO = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/i

/**
 * Reads a duration: `0:02:30`, `2m30s`, `2 min 30 sec`, `PT2M30S`; a number or `2:30` only where the heading says in which unit.
 *
 * @param heading such as `Duration (min)` or `Talk time mm:ss`
 * @returns a spelling that the kind takes, such as `150s`, or what is wrong with it
 */
export function toDurationText(text: string, heading: string): { readonly text: string } | { readonly wrong: string } {
  const [clock, hours, minutes, seconds, fraction] = CLOCK.exec(text) ?? []
  if (clock !== undefined) {
    const rounded = Math.round(Number(`0.${fraction ?? 0}`))
    return inSeconds(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + rounded)
  }
  const [short, first, second] = SHORT_CLOCK.exec(text) ?? []
  if (short !== undefined) return shortClock(Number(first), Number(second), heading)
  if (/^\d+([.,]\d+)?$/.test(text)) return bareNumber(text, heading)
  const [iso, h = 0, m = 0, s = 0] = ISO.exec(text) ?? []
  if (iso !== undefined) return inSeconds(Number(h) * 3600 + Number(m) * 60 + Number(s))
  return {
    text: text
      .toLowerCase()
      .replace(/\s+/g, '')
      .replace(/(?<=\d)(h|m|s)[a-z]*\.?/g, '$1'),
  }
}

function shortClock(
  first: number,
  second: number,
  heading: string,
): { readonly text: string } | { readonly wrong: string } {
  if (/m:ss/i.test(heading) && !/h:mm:ss/i.test(heading)) return inSeconds(first * 60 + second)
  if (/h:mm\b(?!:)/i.test(heading)) return inSeconds(first * 3600 + second * 60)
  return { wrong: 'could be minutes and seconds or hours and minutes: write 0:02:30, or 2m30s' }
}

function bareNumber(text: string, heading: string): { readonly text: string } | { readonly wrong: string } {
  const unit =
    UNIT_HEADINGS[/(?:[^\p{L}]|(?<=\p{Ll})(?=\p{Lu}))(\p{L}+)[^\p{L}]*$/u.exec(heading)?.[1]?.toLowerCase() ?? '']
  if (unit === undefined)
    return { wrong: `has no unit: write 90s or 0:01:30, or head the column "${heading || 'duration'} (s)" or "(min)"` }
  return inSeconds(Math.round(Number(text.replace(',', '.')) * unit))
}

function inSeconds(seconds: number): { readonly text: string } {
  return { text: `${seconds}s` }
}
