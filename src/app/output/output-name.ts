import { Failure } from '../../lib/errors.ts'
import { safeNamePart } from '../../lib/file-name.ts'
import { toDay } from '../../lib/resolve-time.ts'
import { nearest } from '../../lib/spelling.ts'
import { calendarOf } from '../input/calendar.ts'
import { readWindow } from '../input/input.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'

/** What a placeholder in the name of --out stands for. @throws Failure `usage` where this line has no such thing */
type Meaning = (invocation: Invocation, job: Job) => Promise<string>

const PLACEHOLDERS: { readonly [name: string]: Meaning } = {
  from: (invocation, job) => endOf('from', invocation, job),
  to: (invocation, job) => endOf('to', invocation, job),
  today: async ({ raw, command }, job) => {
    const { context, moment } = job
    // Without a request no credential is needed.
    const sendsNothing = command.operations.length === 0
    const calendar = sendsNothing ? { now: moment(), zone: context.zone } : await calendarOf(raw, job)
    return await toDay('{today}', 'today', calendar)
  },
  profile: async (_, { chosen }) =>
    (await chosen()).name ?? missing('profile', 'the credential of this line is no profile', 'leave it away'),
  workspace: async ({ raw, command }, { chosen }) => {
    const typed = typeof raw.workspace === 'string' ? raw.workspace : undefined
    const own = command.inputs.workspace === undefined ? undefined : (await chosen()).workspace
    return typed ?? own ?? missing('workspace', 'this line has no workspace', 'add -w <id or name>, or leave it away')
  },
}

const NAMES = Object.keys(PLACEHOLDERS)
  .map((name) => `{${name}}`)
  .join(' ')

/**
 * The name of --out with its placeholders filled in: `{from}` and `{to}` are the days that --from and --to would take, in the
 * zone of the dates. `{{` and `}}` are braces.
 *
 * @throws Failure `usage` for a placeholder that is not known, or that this line has no value for
 */
export async function fillOutputName(out: string, invocation: Invocation, job: Job): Promise<string> {
  const parts: string[] = []
  let at = 0
  for (const match of out.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    const [written, name] = match
    parts.push(plain(out.slice(at, match.index)))
    parts.push(name === undefined ? written.charAt(0) : safeNamePart(await meaningOf(name, invocation, job)))
    at = match.index + written.length
  }
  return parts.join('') + plain(out.slice(at))
}

function plain(text: string): string {
  if (!text.includes('{')) return text
  throw new Failure('usage', `--out: a { is never closed in "${text}"`, {
    hint: `there are ${NAMES}; {{ writes a brace`,
  })
}

async function meaningOf(name: string, invocation: Invocation, job: Job): Promise<string> {
  const meaning = Object.hasOwn(PLACEHOLDERS, name) ? PLACEHOLDERS[name] : undefined
  if (meaning !== undefined) return await meaning(invocation, job)
  const near = nearest(name, Object.keys(PLACEHOLDERS))
  const guess = near === undefined ? '' : `; did you mean {${near}}?`
  throw new Failure('usage', `--out: there is no {${name}}${guess}`, {
    hint: `there are ${NAMES}; {{${name}}} writes the braces`,
  })
}

async function endOf(end: 'from' | 'to', invocation: Invocation, job: Job): Promise<string> {
  const { command, raw, path } = invocation
  const value = command.window && (await readWindow(command, raw, job))[command.window[end]]
  if (typeof value !== 'string')
    return missing(end, `gong ${path} has no such date here`, 'leave it away, or type dates')
  if (!value.includes('T')) return value
  const { zone } = await calendarOf(raw, job)
  return await toDay(`{${end}}`, '0h', { now: Date.parse(value), zone })
}

function missing(name: string, why: string, hint: string): never {
  throw new Failure('usage', `--out: {${name}}: ${why}`, { hint })
}
