import type { Sandbox } from '../app/clients.ts'
import type { About } from '../app/command.ts'
import { voice } from '../app/logger.ts'
import { guarded } from '../app/redacted-ports.ts'
import { secretsIn } from '../app/secrets.ts'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { type Entry, readLine } from './mount.ts'

/** What the tool is made of besides its context: the composition root hands it in. */
export interface House {
  readonly entries: readonly Entry[]
  readonly about: About
  readonly openSandbox: (now: () => number) => Promise<Sandbox>
}

/**
 * A whole command line, from words to exit code. The only catch of the project stands here.
 *
 * @param argv without node and the script
 * @returns the exit code, of the table in `errors.ts`
 */
export async function main(argv: readonly string[], world: Context, house: House): Promise<number> {
  const secrets = secretsIn(world.env)
  const context = guarded(world, secrets)
  const speaking = voice(context, manner(argv))
  try {
    const { stdout } = context
    const asked = await readLine(argv, house.entries, house.about.version, {
      columns: stdout.columns,
      colour: stdout.colour,
    })
    if ('show' in asked) await stdout.write(asked.show)
    else await (await import('../app/run.ts')).run({ ...asked, argv }, context, house, secrets)
    return 0
  } catch (error) {
    const failure = asFailure(error, context)
    const stack = argv.includes('--debug') || failure.kind === 'bug' ? stackOf(error) : undefined
    await speaking.failure(failure, stack)
    return failure.exit
  }
}

/** How to speak is needed even when the line itself cannot be read. */
function manner(argv: readonly string[]): Parameters<typeof voice>[1] {
  const log = argv.some((word, at) => word === '--log=json' || (word === 'json' && argv[at - 1] === '--log'))
  return {
    log: log ? 'json' : 'text',
    quiet: argv.includes('--quiet') || argv.includes('-q'),
    debug: argv.includes('--debug'),
  }
}

function asFailure(error: unknown, context: Context): Failure {
  if (context.interrupted.aborted) return new Failure('interrupted', 'interrupted')
  if (error instanceof Failure) return error
  if (isTooDeep(error)) return new Failure('unreachable', 'the answer is nested too deep to be read', { cause: error })
  const message = error instanceof Error ? error.message : String(error)
  return new Failure('bug', `this is a defect of gong: ${message}`, { cause: error })
}

/** JSON may be nested deeper than anything can walk it. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded'
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
