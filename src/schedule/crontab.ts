/** The line before the entry of a schedule in a crontab, and the one after it. */
const markOf = (name: string, end: 'begin' | 'end') => `# gong schedule ${name}: ${end}`

/**
 * A crontab with the entry of a schedule, in place of the one that it had; every other byte stays. Only a last line without
 * its end gets one: cron takes no crontab without.
 *
 * @param crontab each byte as one character, whatever its encoding; its marks are whole (`faultIn`)
 */
export function withEntry(crontab: string, name: string, line: string): string {
  const entry = `${markOf(name, 'begin')}\n${line}\n${markOf(name, 'end')}\n`
  const there = entryIn(crontab, name)
  if (there !== undefined) return crontab.replace(there, () => entry)
  return crontab + (isUnended(crontab) ? '\n' : '') + entry
}

/** The crontab without it. */
export function withoutEntry(crontab: string, name: string): string {
  return crontab.replace(entryIn(crontab, name) ?? '', '')
}

/** The entry of a schedule: a line between two marks, with these. `undefined` where it is not there, or not whole. */
export function entryIn(crontab: string, name: string): string | undefined {
  const [begin] = marksIn(crontab, name)
  if (begin === undefined || faultIn(crontab, name) !== undefined) return undefined
  const entry = crontab.split('\n').slice(begin, begin + ENTRY_LINES)
  return `${entry.join('\n')}\n`
}

const ENTRY_LINES = 3

/**
 * The number of the line at which the entry of a schedule is not what was written there: a mark that is missing, doubled or
 * changed, or lines of somebody else between the two. Nobody can tell then what may be taken out.
 */
export function faultIn(crontab: string, name: string): number | undefined {
  const marks = marksIn(crontab, name)
  const [begin = 0, end = begin, ...more] = marks
  if (marks.length === 0) return undefined
  const lines = crontab.split('\n')
  if (lines[begin] !== markOf(name, 'begin')) return begin + 1
  if (marks.length === 1) return begin + 1
  if (lines[end] !== markOf(name, 'end') || end === lines.length - 1) return end + 1
  if (more[0] !== undefined) return more[0] + 1
  return end === begin + 2 && startsSchedule(lines[begin + 1] ?? '', name) ? undefined : begin + 2
}

/** The places of the lines that are a mark of a schedule, or were one before somebody changed blanks or line ends. */
function marksIn(crontab: string, name: string): readonly number[] {
  const mark = new RegExp(`^\\s*#\\s*gong\\s+schedule\\s+${name}\\s*:\\s*(begin|end)\\s*$`, 'i')
  return crontab.split('\n').flatMap((line, at) => (mark.test(line) ? [at] : []))
}

function startsSchedule(line: string, name: string): boolean {
  return `${line} `.includes(` schedule run ${name} `)
}

/** When cron starts a schedule, as somebody may have edited it; `undefined` where no line of the entry does. */
export function timesIn(crontab: string, name: string): string | undefined {
  const line = entryIn(crontab, name)?.split('\n')[1] ?? ''
  return /^\s*(@\w+|(?:[^\s#]\S*\s+){4}\S+)\s/.exec(line)?.[1]
}

/** Whether its last line lacks a line end. */
export function isUnended(crontab: string): boolean {
  return crontab !== '' && !crontab.endsWith('\n')
}

/** A line of a crontab: cron would make line breaks of percent signs. */
export function crontabLine(cron: string, command: string): string {
  return `${cron} ${command.replaceAll('%', '\\%')}`
}
