import { Failure } from '../../lib/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Invocation } from '../model/invocation.ts'
import { isSameFile } from './same-file.ts'

/** A run over the lines of a table has rows of its own: their columns and what became of them, no fields of Gong's. */
export function withRowsOfLines(invocation: Invocation): Invocation {
  const { command, raw } = invocation
  if (command.inputs.results === undefined || raw.fromFile === undefined) return invocation
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
  const table = tableIn(raw)
  const globals = { ...invocation.globals, out: [...outs, results] }
  return { ...invocation, raw, globals, ...(table !== undefined && { resultsOf: table }) }
}

/**
 * Checks `--failed` before anything is asked: at the end of the run it would be too late.
 *
 * @throws Failure `usage` for the table itself, a workbook, and what cannot be written
 */
export async function checkFailedFile({ raw }: Invocation, files: Files): Promise<void> {
  const { failed } = raw
  if (typeof failed !== 'string') return
  const hint = '--failed failed.csv'
  if (/\.xlsx$/i.test(failed))
    throw new Failure('usage', `--failed ${failed}: failed lines are written as text, not as a workbook`, { hint })
  const table = tableIn(raw)
  if (table !== undefined && table !== '-' && (await isSameFile(table, failed, files)))
    throw new Failure('usage', `--failed ${failed} is the table itself, and its other lines would be lost`, { hint })
  const isPipe = (await files.fileId(failed)) === undefined && (await files.mode(failed)) !== undefined
  if (isPipe && (await files.list(failed).catch(() => undefined)) === undefined) return
  await (await files.create(failed)).discard()
}

function tableIn({ fromFile, list, file }: Invocation['raw']): string | undefined {
  return [fromFile, list, file].find((one) => typeof one === 'string')
}
