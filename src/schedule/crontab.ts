/** The line before the entry of a schedule in a crontab, and the one after it. */
const markOf = (name: string, end: 'begin' | 'end') => `# gong schedule ${name}: ${end}`

/**
 * A crontab with the entry of a schedule, in place of the one that it had; every other byte stays. Only a last line without
 * its end gets one: cron takes no crontab without.
 *
 * @param crontab each byte as one character, whatever its encoding
 */
export function withEntry(crontab: string, name: string, line: string): string {
  const entry = `${markOf(name, 'begin')}\n${line}\n${markOf(name, 'end')}\n`
  const place = placeOf(crontab, name)
  if (place !== undefined) return crontab.slice(0, place.from) + entry + crontab.slice(place.to)
  return crontab + (isUnended(crontab) ? '\n' : '') + entry
}

/** The crontab without it. */
export function withoutEntry(crontab: string, name: string): string {
  const place = placeOf(crontab, name)
  return place === undefined ? crontab : crontab.slice(0, place.from) + crontab.slice(place.to)
}

/** What stands between the marks, with them; `undefined` where they are not there. */
export function entryIn(crontab: string, name: string): string | undefined {
  const place = placeOf(crontab, name)
  return place && crontab.slice(place.from, place.to)
}

/** When cron starts a schedule, as somebody may have edited it; `undefined` where no line of the entry does. */
export function timesIn(crontab: string, name: string): string | undefined {
  const lines = entryIn(crontab, name)?.split('\n') ?? []
  const line = lines.find((one) => !/^\s*#/.test(one) && `${one} `.includes(` schedule run ${name} `))
  return /^\s*(@\w+|(?:\S+\s+){4}\S+)\s/.exec(line ?? '')?.[1]
}

/** Whether its last line lacks a line end. */
export function isUnended(crontab: string): boolean {
  return crontab !== '' && !crontab.endsWith('\n')
}

/** Whether one of its marks was taken away, so that nobody can tell where it ends. */
export function isBroken(crontab: string, name: string): boolean {
  const isThere = (end: 'begin' | 'end') => crontab.split('\n').includes(markOf(name, end))
  return placeOf(crontab, name) === undefined && (isThere('begin') || isThere('end'))
}

function placeOf(crontab: string, name: string): { readonly from: number; readonly to: number } | undefined {
  const [begin, end] = [`${markOf(name, 'begin')}\n`, `${markOf(name, 'end')}\n`]
  const from = crontab.startsWith(begin) ? 0 : crontab.indexOf(`\n${begin}`) + 1
  if (from === 0 && !crontab.startsWith(begin)) return undefined
  const close = crontab.indexOf(`\n${end}`, from)
  return close < 0 ? undefined : { from, to: close + 1 + end.length }
}

/** A line of a crontab: cron would make line breaks of percent signs. */
export function crontabLine(cron: string, command: string): string {
  return `${cron} ${command.replaceAll('%', '\\%')}`
}
