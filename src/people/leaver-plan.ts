import type { Row } from '../lib/rows.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import { counted } from '../lib/spelling.ts'
import { oneLine } from '../lib/terminal-text.ts'
import type { PersonFacts, ProfileHeld } from './person-facts.ts'

/** One thing to do for somebody who leaves. */
export interface LeaverStep extends Row {
  /** `revoke` takes access away; `decide` is work that somebody should look at first; `by hand` has no way in Gong's API. */
  readonly kind: 'revoke' | 'decide' | 'by hand'
  readonly what: string
  /** A line of gong; `null` where there is none. */
  readonly command: string | null
}

/** Calls in one line: a request of Gong, and not too long to read. */
const CALLS_A_LINE = 50

/**
 * What there is to do, in order.
 *
 * @param flags of the line that asked, which say where: `--profile work`
 */
export function leaverSteps(facts: PersonFacts, flags: readonly string[]): readonly LeaverStep[] {
  const { userId, grants, tasks } = facts
  const line = (...words: readonly string[]) => shellQuote(['gong', ...words, ...flags])
  return [
    ...chunks(grants ?? [], CALLS_A_LINE).map((ids) => ({
      kind: 'revoke' as const,
      what: `access through the API to ${counted(ids.length, 'call')}`,
      command: line('calls', 'access', 'revoke', ...ids, '--user', userId, ...short('callId,outcome,why,callTitle')),
    })),
    ...(tasks ?? []).map(({ id, title, dueDate }) => ({
      kind: 'decide' as const,
      what: `open task${title === '' ? '' : ` "${oneLine(title)}"`}${dueDate === null ? '' : `, due ${dueDate.slice(0, 10)}`}`,
      command: line('tasks', 'update', id, '--user', userId, '--status', 'dismissed', ...short('id,status,title')),
    })),
    ...byHand(facts).map((what) => ({ kind: 'by hand' as const, what: oneLine(what), command: null })),
  ]
}

/** Flags for rows that are short to read, also in a pipe or a log, where they would be JSON with all of their fields. */
function short(fields: string): readonly string[] {
  return ['--format', 'table', '--fields', fields]
}

function byHand({ active, profiles, leadIn, reports, flows, notKnown }: PersonFacts): readonly string[] {
  return [
    active ? 'set the user to not active, which ends sign-in and recording' : 'the user is not active already',
    ...(profiles ?? []).map((one) => `permission profile ${label(one)}: give them another, or none`),
    ...(leadIn ?? []).map((one) => `permission profile ${label(one)} names them as team lead: name another`),
    ...(reports.length === 0
      ? []
      : [
          `${counted(reports.length, 'person reports', 'people report')} to them: ${reports.map(({ name }) => name).join(', ')}`,
        ]),
    ...(flows?.own ?? []).map(
      ({ name, id, visibility }) => `${visibility.toLowerCase()} flow "${name}" (${id}): copy it, or let it go`,
    ),
    'prospects in flows that run in their name, API keys that they made, and what they shared inside Gong: no answer of the API has these',
    ...notKnown.map(({ what, why }) => `${what} could not be read: ${why}`),
  ]
}

function label({ profileName, workspaceName, profileId }: ProfileHeld): string {
  return `"${profileName}" of ${workspaceName} (${profileId})`
}

/**
 * The steps as a script for a POSIX shell. What takes access away are its lines; what somebody should decide first is commented
 * out, and what has to be done by hand is a comment.
 *
 * @param company and profile, for whoever reads it
 */
export function leaverScript(facts: PersonFacts, steps: readonly LeaverStep[], company: string): string {
  const { name, emailAddress, userId, window, calls, grants } = facts
  const of = (kind: LeaverStep['kind']) => steps.filter((step) => step.kind === kind)
  const looked =
    grants === null
      ? 'Access to single calls was not looked for.'
      : `Access was looked for in ${counted(calls?.all ?? 0, 'call')} from ${window.from} to ${window.to}; --from ${yearBefore(window.from)}-01-01 looks further back.`
  const who = [name, ...(emailAddress === null ? [] : [`<${emailAddress}>`])].join(' ')
  return [
    '#!/bin/sh',
    comment(`What to revoke of ${who}, user ${userId}, in ${company}.`),
    comment(looked),
    comment(
      'Read it, take out what should stay, and run it: sh leaver.sh. Each calls access revoke asks first, unless --yes is behind it.',
    ),
    'set -e',
    ...section(
      'Access',
      of('revoke'),
      ({ what, command }) => [comment(what), String(command)],
      'nothing was granted through the API in the calls of this time',
    ),
    ...section(
      'Work: give it to others in Gong first. A line without its # dismisses the task, and does not ask',
      of('decide'),
      ({ what, command }) => [comment(what), `# ${command}`],
      'no open tasks',
    ),
    ...section('By hand, in Gong', of('by hand'), ({ what }) => [comment(`- ${what}`)], ''),
    '',
  ].join('\n')
}

/** A window from its first day has no gap to this one, as the year before as a whole would have. */
function yearBefore(day: string): number {
  return Number(day.slice(0, 4)) - 1
}

function section(
  heading: string,
  steps: readonly LeaverStep[],
  lines: (step: LeaverStep) => readonly string[],
  none: string,
): readonly string[] {
  return ['', comment(`${heading}:${steps.length === 0 ? ` ${none}` : ''}`), ...steps.flatMap(lines)]
}

/** Text of Gong stays on its line, so that none of it is a command. */
function comment(text: string): string {
  return `# ${oneLine(text)}`
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}
