import type { Entry } from '../../src/app/job/app.ts'
import { type Command, defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { INSTALL_INPUTS } from './install-inputs.ts'

const inputs = {
  ...INSTALL_INPUTS,
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
    fields: ['client', 'file', 'entry', 'written', 'skill'],
    columns: ['client', 'file', 'entry', 'written'],
    single: true,
    endings: ['json', 'toml', 'md'],
    examples: [
      'gong mcp',
      'gong mcp --toolset calls,stats',
      'gong mcp --install claude-desktop --profile work',
      'gong mcp --skill -o SKILL.md',
    ],
    cautions: [
      '--install writes no credential, only the name of a profile: one that opens without a question, since nobody answers a server.',
    ],
    check({ install, write }) {
      if (write && install === undefined)
        throw new Failure('usage', '--write goes with --install', { hint: 'gong mcp --install cursor --write' })
    },
    run: (input, job) => serve(entries, input, job),
  })

async function* serve(entries: readonly Entry[], { install, write, skill, ...input }: Given, job: LocalJob): Pages {
  if (skill) {
    yield (await import('./skill.ts')).skillPage()
    return
  }
  if (install !== undefined) {
    yield await (await import('./install.ts')).installServer(install, write, input, job)
    return
  }
  const { serveSession } = await import('./serve.ts')
  await serveSession(entries, input, job)
  yield* []
}
