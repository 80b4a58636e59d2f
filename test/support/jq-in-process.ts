import { loadJq } from 'jq-wasm'
import type { Context } from '../../src/platform/ports.ts'

/** jq in this process, for expressions that come to an end. */
export const jqHere: Context['jq'] = async ({ json, expression }) => {
  try {
    const { stdout, stderr, exitCode } = (await loadJq()).raw(json, expression, ['-c', '--'])
    return { stdout, stderr, exitCode }
  } catch {
    return undefined
  }
}
