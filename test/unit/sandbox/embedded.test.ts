import { expect, it } from 'vitest'
import { embeddedSandbox } from '../../../src/sandbox/embedded.ts'
import { NOW } from '../../run.ts'

it('lets signals and other conversations have their turn between requests', async () => {
  const { send, baseUrl } = embeddedSandbox(() => NOW)
  const stop = new AbortController()
  setImmediate(() => stop.abort())
  const request = { method: 'GET', url: `${baseUrl}/nowhere`, headers: {}, timeoutMs: 1000 } as const
  await expect(send(request, stop.signal)).rejects.toThrow('aborted')
})
