#!/usr/bin/env node
/** The quick answer needs nothing else, so nothing else is loaded for it. */
export {}

declare const GONG_VERSION: string

if (process.argv.length === 3 && process.argv[2] === '--version') version()
else void run()

/** What V8 made of the rest the last time is found before the rest is loaded. */
async function run(): Promise<void> {
  const { keepCompiled } = await import('./compile-cache.ts')
  keepCompiled(process.env)
  const { start } = await import('./start.ts')
  await start(__dirname)
}

/** A reader that has gone is no error; a place that cannot be written is, as for every other command. */
function version(): void {
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    process.stderr.write(`error: stdout cannot be written: ${message}\n`)
    process.exitCode = 10
  })
  process.stdout.write(`${GONG_VERSION}\n`)
}
