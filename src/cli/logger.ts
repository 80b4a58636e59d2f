import type { LogFacts, Logger, LogOptions } from '../app/messages/logger.ts'
import { forTerminal, oneLine } from '../lib/terminal-text.ts'
import { escapeControls } from '../output/json/terminal-json.ts'
import type { Context } from '../platform/ports.ts'

/**
 * Writes to stderr.
 *
 * @param context whose stderr is not looked at before there is a message: that alone costs a millisecond
 */
export function stderrLogger(context: Pick<Context, 'stderr'>, { log, quiet, debug }: LogOptions): Logger {
  const write = async (level: string, message: string, text: (paint: Paint) => string, facts: LogFacts = {}) => {
    const json = () => escapeControls(JSON.stringify({ level, message, ...facts }))
    const line = log === 'json' ? json() : text(await paint(context.stderr.colour))
    await context.stderr.write(`${line}\n`)
  }
  return {
    note: async (line) => {
      if (!quiet) await write('note', line, ({ faint }) => faint(oneLine(line)))
    },
    page: async (line, facts) => {
      if (log === 'json' && !quiet) await write('page', line, () => '', facts)
    },
    warn: async (line) => {
      if (!quiet) await write('warning', line, () => oneLine(line))
    },
    debug: async (line, facts) => {
      if (debug) await write('debug', line, ({ faint }) => faint(oneLine(line)), facts)
    },
    failure: async (failure, stack) => {
      const { kind, message, hint, requestId, scope, exit, waiting } = failure
      const lines = ({ alarm, faint }: Paint) => [
        `${waiting ? 'pending:' : alarm('error:')} ${indented(message)}`,
        ...(requestId === undefined ? [] : [`  requestId: ${oneLine(requestId)}`]),
        ...(hint === undefined ? [] : [`  try: ${indented(hint)}`]),
        ...(stack === undefined ? [] : [faint(`  | ${indented(stack)}`)]),
      ]
      await write(waiting ? 'note' : 'error', message, (paint) => lines(paint).join('\n'), {
        kind,
        exit,
        hint,
        requestId,
        scope,
        stack,
      })
    },
  }
}

/** Text of several lines, none of which can pass for one of ours: each but the first begins with a bar. */
function indented(text: string): string {
  return forTerminal(text).replaceAll('\n', '\n  | ')
}

interface Paint {
  readonly alarm: (text: string) => string
  readonly faint: (text: string) => string
}

/** Colours are loaded only for a terminal that has them. */
async function paint(colour: boolean): Promise<Paint> {
  if (!colour) return { alarm: (text) => text, faint: (text) => text }
  const { Chalk } = await import('chalk')
  const { red, dim } = new Chalk({ level: 1 })
  return { alarm: red, faint: dim }
}
