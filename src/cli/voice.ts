import type { Context } from '../context.ts'
import type { Failure } from '../errors.ts'
import { forTerminal, oneLine } from '../output/clean.ts'

/** Everything that is said to a person: on stderr, a line each, as text or as JSON objects with the same facts. */
export interface Voice {
  /** What is good to know; silent under --quiet. */
  note(line: string): Promise<void>
  /** What a page was, for a program that reads stderr as JSON. */
  page(line: string, facts: Facts): Promise<void>
  /** Only under --debug. */
  debug(line: string, facts?: Facts): Promise<void>
  /** Why the run ends. */
  failure(failure: Failure, stack?: string): Promise<void>
}

type Facts = { readonly [name: string]: string | number | undefined }

/** @param world whose stderr is not looked at before something is said: that alone costs a millisecond */
export function voice(
  world: Pick<Context, 'stderr'>,
  { log, quiet, debug }: { log: 'text' | 'json'; quiet: boolean; debug: boolean },
): Voice {
  const write = async (level: string, message: string, text: (paint: Paint) => string, facts: Facts = {}) => {
    const line = log === 'json' ? JSON.stringify({ level, message, ...facts }) : text(await paint(world.stderr.colour))
    await world.stderr.write(`${line}\n`)
  }
  return {
    note: async (line) => {
      if (!quiet) await write('note', line, ({ faint }) => faint(oneLine(line)))
    },
    page: async (line, facts) => {
      if (log === 'json' && !quiet) await write('page', line, () => '', facts)
    },
    debug: async (line, facts) => {
      if (debug) await write('debug', line, ({ faint }) => faint(oneLine(line)), facts)
    },
    failure: async (failure, stack) => {
      const { kind, message, hint, requestId, scope, exit } = failure
      const lines = ({ alarm, faint }: Paint) => [
        `${alarm('error:')} ${forTerminal(message)}`,
        ...(requestId === undefined ? [] : [`  requestId: ${forTerminal(requestId)}`]),
        ...(hint === undefined ? [] : [`  try: ${forTerminal(hint)}`]),
        ...(stack === undefined ? [] : [faint(stack)]),
      ]
      await write('error', message, (paint) => lines(paint).join('\n'), { kind, exit, hint, requestId, scope, stack })
    },
  }
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
