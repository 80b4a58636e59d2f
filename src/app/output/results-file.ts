import type { Invocation } from '../model/invocation.ts'

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
  const { out } = invocation.globals
  const outs = Array.isArray(out) ? out.map(String) : typeof out === 'string' ? [out] : []
  const table = [raw.fromFile, raw.list, raw.file].find((one) => typeof one === 'string')
  const globals = { ...invocation.globals, out: [...outs, results] }
  return { ...invocation, raw, globals, ...(table !== undefined && { resultsOf: table }) }
}
