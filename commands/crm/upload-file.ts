import { linesOfUpload } from '../../src/crm/upload-layout.ts'
import type { FileSource } from '../../src/platform/files.ts'
import type { CheckedObjects } from './checked-objects.ts'

/** Of lines that are handed on at once. */
const CHUNK_BYTES = 65_536

/** The file of one upload, made of the table while it is sent. @param index of the upload @param size in bytes */
export function uploadFile(objects: CheckedObjects, index: number, size: number): FileSource {
  return {
    name: fileName(objects.name),
    size,
    chunks: () => inChunks(linesOfUpload(objects.lines, objects.layout, index)),
  }
}

/** What Gong gets to see of a path. */
function fileName(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? ''
  return `${name.replace(/\.\w+$/, '')}.ldjson`
}

/** Lines as bytes, many at once; each goes straight into its buffer, since strings that are joined stay longer. */
async function* inChunks(blocks: AsyncIterable<readonly { readonly json: string }[]>): AsyncIterable<Uint8Array> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let used = 0
  for await (const block of blocks)
    for (const { json } of block) {
      const bytes = Buffer.byteLength(json)
      if (used + bytes > chunk.length) {
        if (used > 0) yield chunk.subarray(0, used)
        chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, bytes))
        used = 0
      }
      used += chunk.write(json, used)
    }
  if (used > 0) yield chunk.subarray(0, used)
}
