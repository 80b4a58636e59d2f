import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { isStreamed, type WireRequest } from '../gong/transport.ts'
import type { Json, Pages } from '../rows.ts'
import type { Command } from './command.ts'
import { type Globals, readGlobals } from './globals.ts'
import { readInput } from './input.ts'
import { openJob, Planned } from './job.ts'
import type { Raw } from './lists.ts'
import type { House } from './main.ts'
import { perform, plan } from './perform.ts'
import { voice } from './voice.ts'

/** A command, with what was typed for it. */
interface Wanted {
  readonly command: Command
  readonly path: string
  readonly raw: Raw
  readonly globals: Raw
}

/** Decides how and where to write before anything is sent, reads the input, passes the gate, and pours the rows out. */
export async function run(wanted: Wanted, context: Context, house: House): Promise<void> {
  const { command, raw } = wanted
  const globals = readGlobals(wanted.globals)
  checkDryRun(wanted, globals)
  const speaking = voice(context, globals)
  const job = openJob(context, globals, speaking, house.openSandbox)
  let lookingUp = true
  const begin = async () => {
    const input = await readInput(command, raw, job)
    lookingUp = false
    await job.gate(command.effect, deedOf(wanted))
    return command.run(input, job)
  }
  try {
    await perform(begin, await plan(command, raw, job), job, speaking)
  } catch (error) {
    if (!(error instanceof Planned)) throw error
    if (lookingUp) await job.say('this looks up a name, and what follows depends on the answer: give an id to see that')
    const shown = forRequest(globals)
    const { unfold: _, ...rest } = { ...command, single: true, fields: undefined }
    const request = async () => planned(error.request)
    await perform(request, await plan(rest, raw, { ...job, globals: shown }), { ...job, globals: shown }, speaking)
  }
}

/** What is about to be done, for the question: the words of the line and what was typed without a flag. */
function deedOf({ command, path, raw }: Wanted): string {
  return ['gong', path, ...command.arguments.flatMap((name) => raw[name] ?? [])].join(' ')
}

/** What changes only this machine has no request to show, and must not do its work instead. */
function checkDryRun({ command, path }: Wanted, { dryRun }: Globals): void {
  if (dryRun && command.effect === 'write' && command.operations.length === 0)
    throw new Failure('usage', `--dry-run: gong ${path} sends nothing, so there is no request to show`)
}

/** What was typed about the rows says nothing about a request. */
function forRequest(globals: Globals): Globals {
  const format = globals.format === 'raw' ? 'json' : globals.format
  return { ...globals, format, out: undefined, fields: undefined, jq: undefined, limit: Number.POSITIVE_INFINITY }
}

/** The request of a dry run as one row; its credentials were never opened. */
async function* planned({ method, url, headers, body }: WireRequest): Pages {
  const request = { method, url, headers: { ...headers } }
  if (typeof body === 'string') yield { rows: [{ ...request, body: JSON.parse(body) as Json }] }
  else yield { rows: [isStreamed(body) ? { ...request, body: `a form of ${body.size} bytes` } : request] }
}
