import { type ApiRequest, toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Step } from '../../src/app/model/plan.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import type { Row } from '../../src/lib/rows.ts'
import type { FileSource } from '../../src/platform/files.ts'

/**
 * The upload of the media of a call that is registered. The call stands, so an upload that failed is a part that failed.
 *
 * @param row what is known of the call, which gets what became of the media
 */
export function uploadTo(row: Row, file: FileSource, { say }: ChangeJob): Step<'write'> {
  const call = String(row.callId)
  return {
    request: toRequest(gong.upload, { call, file: file.name }, { file }),
    report: ({ body, raw }) => ({ rows: [{ ...row, media: 'uploaded', url: body.url ?? null }], raw }),
    async refused(failure) {
      if (row.outcome === 'already there' && failure.kind === 'rejected' && /already/i.test(failure.message))
        return { rows: [{ ...row, media: 'already there' }] }
      await say(`call ${call} is registered, its media is not there: go on with gong calls upload ${call} <file>`)
      if (failure.kind === 'interrupted') throw failure
      return { rows: [{ ...row, media: `not uploaded: ${failure.message}` }], failed: 1 }
    },
  }
}

/** The same before there is a call: only the answer to its registration tells its id. */
export function uploadPreview(file: FileSource): ApiRequest<'write'> {
  const request = toRequest(gong.upload, { call: '0', file: file.name }, { file })
  return { ...request, path: gong.upload.path.replace('{id}', '<callId>') }
}
