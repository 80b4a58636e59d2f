/**
 * jq on a thread of its own: an expression may never end, and only a thread can be ended from outside. A text and an
 * expression come as a message; what jq made of it goes back as one.
 */
import { parentPort } from 'node:worker_threads'
import { loadJq } from 'jq-wasm/inline'
import type { JqRequest, JqResult } from '../src/platform/ports.ts'

/** Bytes that jq may hold: an expression that never ends may also never stop growing. */
const MOST = 1_000_000_000
const PAGE = 65_536

declare const WebAssembly: {
  readonly Memory: { readonly prototype: { readonly buffer: ArrayBuffer; grow(pages: number): number } }
}

const { grow } = WebAssembly.Memory.prototype
WebAssembly.Memory.prototype.grow = function (pages: number): number {
  if (this.buffer.byteLength + pages * PAGE > MOST) throw new RangeError('jq holds more than 1 GB')
  return grow.call(this, pages)
}

const loaded = loadJq()

/** `--` since an expression may begin with a minus; without `-r`, since only JSON tells where one string ends. */
async function answer({ json, expression }: JqRequest): Promise<JqResult | undefined> {
  try {
    const { stdout, stderr, exitCode } = (await loaded).raw(json, expression, ['-c', '--'])
    return { stdout, stderr, exitCode }
  } catch {
    return undefined
  }
}

parentPort?.on('message', async (question: JqRequest) => parentPort?.postMessage(await answer(question)))
