import { defineQuery } from '../../src/app/model/command.ts'
import { FORMS } from './render-forms.ts'

export const renderCalls = defineQuery({
  name: 'render',
  summary: 'Write calls out of saved JSON as documents for people, without asking Gong',
  operations: [],
  inputs: {
    file: {
      kind: 'file',
      required: true,
      repeat: true,
      help: 'JSON of transcripts get, calls details or transcripts export; several are joined by the call; - is stdin',
    },
    as: { kind: 'choice', of: FORMS, help: 'the form of the document (md, or by the ending of --out)' },
    call: { kind: 'id', many: true, help: 'only these calls of the files' },
    tz: { kind: 'text', hint: 'zone', help: "zone of the times; else the profile's, else the machine's" },
  },
  arguments: ['file'],
  fields: ['callId', 'metaData', 'parties', 'content', 'transcript'],
  columns: ['callId', 'metaData.started', 'metaData.title'],
  format: 'raw',
  endings: ['md', 'html', 'htm', 'txt', 'srt', 'vtt'],
  reading: ({ as }) =>
    as === undefined
      ? async (options) => (await import('../../src/transcripts/conversation-printer.ts')).conversationPrinter(options)
      : undefined,
  examples: [
    'gong calls render transcript.json details.json',
    'gong calls render call.json --as html -o call.html',
    'gong transcripts get 3364161517094170228 --speakers | gong calls render - --as vtt',
  ],
  cautions: [
    'Nothing is asked: names are there where details are, or where the transcript was got with --speakers.',
    'Captions are of one call; choose it with --call.',
  ],
  async *rows(input, job) {
    const { renderedCalls } = await import('./rendered-calls.ts')
    yield await renderedCalls(input, job)
  },
})
