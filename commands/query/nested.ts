import type { Globals } from '../../src/app/model/globals.ts'
import { fileTypeOf } from '../../src/output/file/file-extension.ts'
import type { Format } from '../../src/output/printer.ts'
import type { Context } from '../../src/platform/ports.ts'

const NESTED: readonly (Format | undefined)[] = ['json', 'jsonl', 'raw']

/** Whether all outputs can nest what a column of JSON holds. Elsewhere each of its fields would become a column. */
export function isNested({ format, out, moreOut, jq }: Globals, stdout: Pick<Context['stdout'], 'isTTY'>): boolean {
  if (jq !== undefined) return true
  const usual: Format = stdout.isTTY ? 'table' : 'json'
  return [out, ...moreOut].every((file) =>
    NESTED.includes(format ?? (file === undefined ? usual : (fileTypeOf(file).format ?? 'json'))),
  )
}
