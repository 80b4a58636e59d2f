import type { Invocation } from '../model/invocation.ts'

/** A run over the lines of a table has rows of its own: their columns and what became of them, no fields of Gong's. */
export function withRowsOfLines(invocation: Invocation): Invocation {
  const { command, raw } = invocation
  if (command.inputs.results === undefined || raw.fromFile === undefined) return invocation
  const { fields: _, unfold: __, ...ofLines } = command
  return { ...invocation, command: ofLines }
}

/** `--results` of a command that has it is one of its outputs, like those of `--out`: the rows of the command are the results. */
export function withResultsFile(invocation: Invocation): Invocation {
  const { results, ...raw } = invocation.raw
  if (invocation.command.inputs.results === undefined || typeof results !== 'string') return invocation
  const { out } = invocation.globals
  const outs = Array.isArray(out) ? out.map(String) : typeof out === 'string' ? [out] : []
  return { ...invocation, raw, globals: { ...invocation.globals, out: [...outs, results] } }
}
