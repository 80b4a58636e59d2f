import { defineQuery } from '../../src/app/model/command.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

export const downloadCalls = defineQuery({
  name: 'download',
  summary: 'Download the recordings of calls: video, or audio where there is none',
  operations: [gong.details],
  inputs: {
    call: { kind: 'id', required: true, many: true, help: 'ids of calls' },
    video: { kind: 'flag', help: 'the video; with --audio, both' },
    audio: { kind: 'flag', help: 'the audio' },
    dir: {
      kind: 'file',
      writes: 'folder',
      hint: 'folder',
      help: 'folder for the files; made when missing (the working folder)',
    },
    again: { kind: 'flag', help: 'also what is in the folder already' },
  },
  arguments: ['call'],
  fields: ['callId', 'title', 'medium', 'bytes', 'status', 'file'],
  columns: ['callId', 'medium', 'bytes', wrappedColumn('status'), 'file'],
  examples: [
    'gong calls download 3364161517094170228 --dir recordings',
    'gong calls list --limit 2 -f jsonl | jq -r .id | gong calls download - --audio --dir recordings',
  ],
  cautions: [
    'Needs the scope api:calls:read:media-url as well.',
    'What breaks off stays as <file>.part, and the same command goes on from there.',
  ],
  async *rows(input, job) {
    yield* (await import('./download-recordings.ts')).downloadRecordings(input, job)
  },
})
