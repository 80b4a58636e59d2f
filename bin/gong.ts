#!/usr/bin/env node
/** The composition root: the real world and the commands go into `main`, an exit code comes out. */
export {}

declare const GONG_VERSION: string

if (process.argv.length === 3 && process.argv[2] === '--version') process.stdout.write(`${GONG_VERSION}\n`)
else await start()

async function start(): Promise<void> {
  const [{ main }, { world }, { entries }] = await Promise.all([
    import('../src/cli/main.ts'),
    import('../src/cli/world.ts'),
    import('../commands/index.ts'),
  ])
  const house = {
    entries,
    version: GONG_VERSION,
    openSandbox: async (now: () => number) => (await import('../src/sandbox/embedded.ts')).embedded(now),
  }
  // Not process.exit: it would cut off a pipe that has not been read yet.
  process.exitCode = await main(process.argv.slice(2), world(), house)
}
