#!/usr/bin/env node
/** The program as npm installs it. The quick answer needs nothing else, so nothing else is loaded for it. */
import { asksVersion, printVersion } from './print-version.ts'

if (asksVersion()) printVersion()
else void run()

/** What V8 made of the rest the last time is found before the rest is loaded. */
async function run(): Promise<void> {
  const { keepCompiled } = await import('./compile-cache.ts')
  keepCompiled(process.env)
  const { start } = await import('./start.ts')
  await start({ path: __filename, pathOf: (name) => `${__dirname}/${name}.cjs` })
}
