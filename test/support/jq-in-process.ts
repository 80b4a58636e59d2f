import { type Jq, type JqResult, loadJq } from 'jq-wasm/inline'
import type { Context } from '../../src/platform/ports.ts'

/** One for all expressions, as on the thread of the built tool; to load one takes 20 ms. */
let loaded: Promise<Jq> | undefined

/** Runs jq in this process. @throws when it breaks down, after which nothing of its state is left */
export async function jq(json: string, expression: string, flags: readonly string[]): Promise<JqResult> {
  try {
    loaded ??= loadJq()
    return (await loaded).raw(json, expression, [...flags])
  } catch (error) {
    loaded = undefined
    throw error
  }
}

/** jq in this process, for expressions that come to an end. */
export const jqHere: Context['jq'] = async ({ json, expression }) => {
  try {
    const { stdout, stderr, exitCode } = await jq(json, expression, ['-c', '--'])
    return { stdout, stderr, exitCode }
  } catch {
    return undefined
  }
}
