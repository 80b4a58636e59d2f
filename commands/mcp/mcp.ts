import type { Entry } from '../../src/app/job/app.ts'
import { type Command, defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import type { Pages } from '../../src/lib/rows.ts'

const inputs = {
  toolset: {
    kind: 'text',
    many: true,
    hint: 'name',
    help: 'which tools there are: questions, or domains such as calls, stats (questions)',
  },
} as const satisfies Inputs

type Given = InputOf<typeof inputs>

export const serveMcp = (entries: readonly Entry[]): Command =>
  defineLocal({
    name: '',
    summary: 'Serve Gong to agents by the Model Context Protocol, until they hang up',
    operations: [],
    inputs,
    arguments: [],
    format: 'raw',
    fields: [],
    columns: [],
    examples: ['gong mcp', 'gong mcp --toolset calls,stats'],
    run: (input, job) => serve(entries, input, job),
  })

async function* serve(entries: readonly Entry[], input: Given, job: LocalJob): Pages {
  const { serveSession } = await import('./serve.ts')
  await serveSession(entries, input, job)
  yield* []
}
