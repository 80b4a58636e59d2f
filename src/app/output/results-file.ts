import { Failure } from '../../lib/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Input } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import { isSameFile } from './same-file.ts'

/** A run over the lines of a table has rows of its own: their columns and what became of them, no fields of Gong's. */
export function withRowsOfLines(invocation: Invocation): Invocation {
  const { command } = invocation
  if (workIn(invocation, ['table']) === undefined) return invocation
  const { fields: _, fieldsFor: __, unfold: ___, ...ofLines } = command
  return { ...invocation, command: ofLines }
}

/** `--results` of a command that has it is one of its outputs, like those of `--out`: the rows of the command are the results. */
export function withResultsFile(invocation: Invocation): Invocation {
  const { results, ...raw } = invocation.raw
  if (invocation.command.inputs.results === undefined || typeof results !== 'string') return invocation
  if (results === '') throw new Failure('usage', '--results is empty')
  const { out } = invocation.globals
  const outs = Array.isArray(out) ? out.map(String) : typeof out === 'string' ? [out] : []
  const table = workIn(invocation)
  const globals = { ...invocation.globals, out: [...outs, results] }
  return { ...invocation, raw, globals, ...(table !== undefined && { resultsOf: table }) }
}

/**
 * Checks `--failed` before anything is asked: at the end of the run it would be too late.
 *
 * @throws Failure `usage` for the table itself, a workbook, and what cannot be written
 */
export async function checkFailedFile(invocation: Invocation, files: Files): Promise<void> {
  const { failed } = invocation.raw
  if (typeof failed !== 'string') return
  if (failed === '') throw new Failure('usage', '--failed is empty')
  const hint = '--failed failed.csv'
  if (/\.xlsx$/i.test(failed))
    throw new Failure('usage', `--failed ${failed}: failed lines are written as text, not as a workbook`, { hint })
  const table = workIn(invocation)
  if (table !== undefined && table !== '-' && (await isSameFile(table, failed, files)))
    throw new Failure('usage', `--failed ${failed} is the table itself, and its other lines would be lost`, { hint })
  const isPipe = (await files.fileId(failed)) === undefined && (await files.mode(failed)) !== undefined
  if (isPipe && (await files.list(failed).catch(() => undefined)) === undefined) return
  await (await files.create(failed)).discard()
}

/** The file that says what is to be done, by whichever of its inputs it was typed. */
function workIn(
  { command: { inputs }, raw }: Invocation,
  kinds: readonly Input['work'][] = ['table', 'entries'],
): string | undefined {
  const typed = Object.keys(inputs).map((name) => (kinds.includes(inputs[name]?.work) ? raw[name] : undefined))
  return typed.find((one) => typeof one === 'string')
}
