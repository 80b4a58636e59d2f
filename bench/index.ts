import { agents } from './agents/agents.ts'
import { archive } from './archive.ts'
import { bulk, bulkSingle } from './bulk.ts'
import { coldStart } from './cold-start.ts'
import { copy } from './copy.ts'
import { download } from './downloads.ts'
import { firstRow } from './first-row.ts'
import { growing } from './growing.ts'
import { exactJson } from './json.ts'
import { largeCopy } from './large-copy.ts'
import { limit, memory, throughput, together } from './pulls.ts'
import { release } from './release.ts'
import { reports } from './reports.ts'
import { search } from './search.ts'
import { sizes } from './sizes.ts'
import { startup } from './startup.ts'
import { objects } from './tables.ts'
import { transcripts } from './transcripts.ts'
import { upload } from './uploads.ts'
import { webhooks } from './webhooks.ts'

/** Every measurement by its name, in the order of the table. */
export const measurements = {
  startup,
  coldStart,
  firstRow,
  sizes,
  release,
  exactJson,
  throughput,
  limit,
  together,
  memory,
  growing,
  transcripts,
  archive,
  reports,
  upload,
  objects,
  bulk,
  download,
  search,
  copy,
  agents,
  webhooks,
}

/** What takes too long for every run: measured where it is named. */
export const namedAlone = { largeCopy, bulkSingle }

// What a measurement runs in a process of its own.
export { fillLargeCopy, writeAnswers } from './large-copy.ts'
