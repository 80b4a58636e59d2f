import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import { overLines } from '../../src/bulk/over-lines.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { importantColumn } from '../../src/output/columns.ts'

const derived = deriveChange(gong.create, {
  columns: ['callId', importantColumn('outcome'), 'media', 'url'],
  examples: [
    'gong calls create --client-id dialer-1 --direction Outbound --started 2026-05-18T09:00 --host p.tran@tallyhouse.example --party "name=Jo Doe,phone=+44 20 7946 0912"',
    'gong calls create --client-id zoom-7 --direction Conference --started yesterday --host p.tran@tallyhouse.example --party "name=Doe, Jane,email=jane@customer.example" --media-url https://media.customer.example/7.mp4',
  ],
})

const inputs = {
  ...derived.inputs,
  // Not looked up beforehand: the host is found among the parties by what was typed.
  host: { kind: 'text', required: true, hint: 'id, email or name', help: 'the user who hosted the call' },
  party: {
    kind: 'text',
    required: true,
    repeat: true,
    hint: 'name=…,email=…',
    help: 'somebody who took part: name=, email=, user=, phone=, channel=0 or 1; the host is added when missing',
  },
  file: { kind: 'file', help: 'media to upload at once: WAV, MP3, MP4, MKV or FLAC up to 1.5 GB' },
} as const satisfies Inputs

const createOne = defineChange({
  ...derived,
  operations: [gong.create, gong.upload],
  inputs,
  fields: ['callId', 'outcome', 'media', 'url'],
  cautions: [...(derived.cautions ?? []), 'A --client-id that Gong has already gives the id of that call.'],
  async check(input, job) {
    const { recordingOf } = await import('./create-call.ts')
    await recordingOf(input, job)
  },
  async plan(input, job) {
    const { planCall } = await import('./create-call.ts')
    return await planCall(input, job)
  },
})

export const createCall = overLines(createOne, {
  inputs: {
    mediaDir: {
      kind: 'file',
      hint: 'folder',
      outsideBody: true,
      help: 'the recordings of the table: those of its column file, else those called by the client id',
    },
  },
  columns: ['media', 'url'],
  example: 'gong calls create --from-file pbx.csv --media-dir recordings --country GB --dry-run',
  async plan(input, job) {
    const { planCalls } = await import('./create-lines.ts')
    return await planCalls(input, job)
  },
})
