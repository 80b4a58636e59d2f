import type { Context } from '../context.ts'
import type { WireRequest } from '../gong/transport.ts'
import type { Json, Pages } from '../rows.ts'
import type { Command } from './command.ts'
import { readGlobals } from './globals.ts'
import { readInput } from './input.ts'
import { openJob, Planned } from './job.ts'
import type { Raw } from './lists.ts'
import type { House } from './main.ts'
import { perform, plan } from './perform.ts'
import type { Voice } from './voice.ts'

/** A command, with what was typed for it. */
interface Wanted {
  readonly command: Command
  readonly path: string
  readonly raw: Raw
  readonly globals: Raw
}

/** Decides how to write before anything is sent, reads the input, passes the gate, and pours the rows out. */
export async function run(wanted: Wanted, context: Context, house: House, speaking: Voice): Promise<void> {
  const { command, path, raw } = wanted
  const globals = readGlobals(wanted.globals)
  const job = openJob(context, globals, speaking, house.openSandbox)
  const how = await plan(command, raw, context, globals)
  try {
    const input = await readInput(command, raw, job)
    await job.gate(command.effect, `gong ${path}`)
    await perform(command.run(input, job), how, job, speaking)
  } catch (error) {
    if (!(error instanceof Planned)) throw error
    const shown = { ...globals, out: undefined, fields: undefined }
    const one = { ...command, single: true, fields: undefined }
    await perform(planned(error.request), await plan(one, raw, context, shown), { ...job, globals: shown }, speaking)
  }
}

/** The request of a dry run as one row; its credentials were never opened. */
async function* planned({ method, url, headers, body }: WireRequest): Pages {
  const request = { method, url, headers: { ...headers } }
  yield { rows: [typeof body === 'string' ? { ...request, body: JSON.parse(body) as Json } : request] }
}
