import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { openRecording } from '../../src/calls/recording.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'

const derived = deriveChange(gong.upload, {
  arguments: ['call', 'file'],
  columns: ['callId', 'url'],
  examples: ['gong calls upload 3364161517094170228 call.mp3 --dry-run'],
})

export const uploadCall = defineChange({
  ...derived,
  async plan({ call, file: path }, { context }) {
    const file = await openRecording(context.files, '<file>', path)
    const request = toRequest(gong.upload, { call, file: path }, { file })
    return { steps: [{ request, report: (answer) => toPage(gong.upload, answer) }] }
  },
})
