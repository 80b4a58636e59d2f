import { MAX_SHOWN } from '../../src/bulk/run/reasons.ts'
import { linesOfUpload } from '../../src/crm/upload-layout.ts'
import { shortTitle } from '../../src/lib/short-title.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import type { UploadRun } from './upload-state.ts'

/** Of an object: its id, and enough of the rest to see that the columns are the right ones. */
const MAX_CHARACTERS = 200

/** The first objects of the uploads that are still to be sent, as Gong gets them, a line each; how many more there are. */
export async function firstObjects({ order: { objects }, states }: UploadRun): Promise<readonly string[]> {
  const shown: string[] = []
  let count = 0
  for (const [index, { state, upload }] of states.entries()) {
    if (state === 'sent') continue
    count += upload.objects
    if (shown.length === MAX_SHOWN) continue
    for await (const block of linesOfUpload(objects.lines, objects.layout, index)) {
      for (const { json } of block.slice(0, MAX_SHOWN - shown.length))
        shown.push(`  ${shortTitle(json.trimEnd(), MAX_CHARACTERS)}`)
      if (shown.length === MAX_SHOWN) break
    }
  }
  const more = count - shown.length
  return more > 0 ? [...shown, `  and ${formatCount(more)} more`] : shown
}
