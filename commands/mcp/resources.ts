import { cleanValue } from '../../src/mcp/answer/clean.ts'
import type { ResourceSet } from '../../src/mcp/tool.ts'
import { schemaRows } from '../../src/store/query/schema-rows.ts'
import type { CommandRunner } from './run-command.ts'
import { coverageText } from './tools/coverage.ts'
import type { Question } from './tools/question.ts'
import { jobsOf, withQuestion } from './tools/question-tool.ts'
import { turnsOf } from './tools/read-transcript.ts'

const SCHEMA = 'gong://copy/schema'
const JSON_TYPE = 'application/json'

/** The documents that a client can read: transcripts by the id of the call, and what a copy holds. */
export function resourcesOf(runner: CommandRunner): ResourceSet {
  const openJob = jobsOf(runner)
  return {
    families: [
      {
        uriTemplate: 'gong://calls/{callId}/transcript',
        name: 'transcript',
        title: 'Transcript of a call',
        description: 'What was said, turn by turn: at, speaker, side, text, and a link to that second.',
        mimeType: JSON_TYPE,
      },
    ],
    list: async () => [
      {
        uri: SCHEMA,
        name: 'schema',
        title: 'Schema of the local copy',
        description: 'Tables and views for the tool sql: columns, types and what they mean.',
        mimeType: JSON_TYPE,
      },
    ],
    async read(uri, session, signal) {
      if (uri === SCHEMA) return { text: JSON.stringify(schemaRows()), mimeType: JSON_TYPE }
      const [, call] = /^gong:\/\/calls\/(\d{1,20})\/transcript$/.exec(uri) ?? []
      if (call === undefined) return undefined
      const opened = openJob(session, signal)
      const text = await withQuestion(opened, false, (question) => transcriptOf(call, question))
      return { text, mimeType: JSON_TYPE }
    },
  }
}

/** A transcript as a tool gives it, without a cap: whoever asks for a document wants all of it. */
async function transcriptOf(call: string, question: Question): Promise<string> {
  const { title, url, turns } = await turnsOf(call, question)
  const coverage = await coverageText(question, { read: 0, unanalysed: 0 })
  return JSON.stringify(cleanValue({ callId: call, title, link: url, turns, coverage }))
}
