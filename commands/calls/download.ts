import { whileLocked } from '../../src/app/job/output-locks.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { reportingFiles } from '../../src/app/output/files-written.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { MEDIA } from '../../src/media/links.ts'
import { saveRecordings } from '../../src/media/save.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { recordExport } from '../../src/state/exported-files.ts'

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
  async *rows({ call, dir: folder = '.', again, ...wanted }, job) {
    const { context, globals } = job
    // A folder that cannot be made is known before anything is sent.
    if (!globals.dryRun) {
      await context.files.makeFolder(folder)
      await recordExport(context, folder)
    }
    const files = whileLocked(context.files, await job.claim(folder))
    const tally = { written: 0 }
    const media = MEDIA.filter((medium) => wanted[medium])
    const pages = saveRecordings(
      { ids: call, media, folder, zone: await zoneOf(undefined, job), overwrite: again },
      {
        gong: job.read,
        send: job.send,
        files,
        clock: context.clock,
        signal: context.interrupted,
        random: () => (context.random(1)[0] ?? 0) / 255,
        retry: globals.retry,
        timeoutMs: globals.timeout,
        tally,
      },
    )
    yield* reportingFiles(pages, { written: () => tally.written, again }, job)
  },
})
