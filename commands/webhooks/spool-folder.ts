import type { Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { dataFolder } from '../../src/platform/folders.ts'

export const SPOOL_INPUTS = {
  spool: { kind: 'file', hint: 'folder', help: 'where events are kept (webhooks in the data folder)' },
} as const satisfies Inputs

/** The folder that events are kept in. */
export function spoolFolder({ context }: Job, typed: string | undefined): string {
  return context.files.absolute(typed ?? `${dataFolder(context.env)}/webhooks`)
}
