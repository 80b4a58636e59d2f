import { onTestFinished } from 'vitest'
import { openSandbox, type SandboxOptions } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { at } from './built-tool.ts'

/**
 * The sandbox on a free port of this process, which is what `gong sandbox serve` starts, until the test is over: its address,
 * and the environment that sends `gong` there. It lives today unless `now` says otherwise.
 */
export async function sandboxServer(options: Partial<SandboxOptions> = {}) {
  const { url, close } = await serveSandbox(openSandbox({ now: () => Date.now(), ...options }), { port: 0 })
  onTestFinished(() => close())
  return { url, env: at(url) }
}
