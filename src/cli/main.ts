import type { App } from '../app/job/app.ts'
import { redactedContext } from '../app/job/redacted-ports.ts'
import { secretsIn } from '../app/job/secrets.ts'
import { asFailure } from '../app/messages/as-failure.ts'
import type { LogOptions } from '../app/messages/logger.ts'
import type { About } from '../app/model/job.ts'
import type { Context } from '../platform/ports.ts'
import { stderrLogger } from './logger.ts'
import { readLine } from './mount.ts'

/**
 * A whole command line, from words to exit code. The only catch of the project stands here.
 *
 * @param argv without node and the script
 * @returns the exit code, of the table in `errors.ts`
 */
export async function main(argv: readonly string[], platform: Context, app: App): Promise<number> {
  const secrets = secretsIn(platform.env)
  const context = redactedContext(platform, secrets)
  const logger = stderrLogger(context, logOptionsIn(argv))
  try {
    const { stdout, print } = context
    if (isVersionAsJson(argv)) {
      await print(versionAsJson(app.about))
      return 0
    }
    if (argv.join(' ') === 'help --man') {
      await print(await app.manualPage())
      return 0
    }
    const screen = { columns: stdout.columns, colour: stdout.colour }
    const line = await readLine(argv, app.entries, app.about.version, screen).catch(async (error: unknown) => {
      if (argv.some((word) => word.startsWith('--status')))
        await (await import('../app/run/refused-line.ts')).noteRefusedLine(argv, error, {
          context,
          redact: secrets.redact,
        })
      throw error
    })
    if ('show' in line) await print(line.show)
    else {
      const { run } = await import('../app/run/run.ts')
      const { progressLine } = await import('./progress.ts')
      const terminal = { logger: stderrLogger, progress: progressLine }
      // A signal that came while all this was loaded is past: nobody who waits for one would hear of it.
      context.interrupted.throwIfAborted()
      await run({ ...line, argv }, context, { ...app, terminal, secrets })
    }
    return 0
  } catch (error) {
    const failure = asFailure(error, context)
    const stack = argv.includes('--debug') || failure.kind === 'bug' ? stackOf(error) : undefined
    await logger.failure(failure, stack)
    return failure.exit
  }
}

function isVersionAsJson(argv: readonly string[]): boolean {
  return argv.length === 2 && argv.includes('--version') && argv.includes('--json')
}

/** For scripts that look after machines: one JSON object, `installed` in UTC. */
function versionAsJson({ version, runtime, platform, install }: About): string {
  const { form, path, installedMs } = install()
  const installed = new Date(installedMs).toISOString()
  return `${JSON.stringify({ version, form, path, installed, runtime: `${runtime.name} ${runtime.version}`, platform })}\n`
}

/** How to log is needed even when the line itself cannot be read. */
function logOptionsIn(argv: readonly string[]): LogOptions {
  const json = argv.some((word, at) => word === '--log=json' || (word === 'json' && argv[at - 1] === '--log'))
  return {
    log: json ? 'json' : 'text',
    quiet: argv.includes('--quiet') || argv.includes('-q'),
    debug: argv.includes('--debug'),
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
