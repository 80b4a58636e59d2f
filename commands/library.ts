import { library as gong } from '../src/catalogue/library.ts'
import type { Command } from '../src/cli/command.ts'
import { fromOperation } from '../src/cli/derived.ts'
import { clock } from '../src/output/columns.ts'

export const library: readonly Command[] = [
  fromOperation(gong.folders, {
    columns: ['id', 'name', 'parentFolderId', 'updated'],
    examples: ['gong library folders -w "Sales Americas"'],
  }),
  fromOperation(gong.calls, {
    arguments: ['folder'],
    columns: ['id', 'title', clock('snippet.fromSec'), clock('snippet.toSec'), 'note', 'created'],
    examples: ['gong library calls 382319291092340328', "gong library calls 382319291092340328 --jq '.[].url'"],
  }),
]
