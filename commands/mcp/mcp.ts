import type { Entry } from '../../src/app/job/app.ts'
import { type Command, defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job, LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { INSTALL_INPUTS } from './install-inputs.ts'

const inputs = {
  ...INSTALL_INPUTS,
  toolset: {
    kind: 'text',
    many: true,
    hint: 'name',
    help: 'which tools there are: questions, or domains such as calls and stats (questions)',
  },
  allow: {
    kind: 'choice',
    of: ['write', 'billed'],
    many: true,
    hint: 'what',
    help: 'changes too, planned first and carried out second: write; billed for what spends credits',
  },
  as: {
    kind: 'text',
    hint: 'id or email',
    help: "only what this user sees by their permission profiles, as far as Gong's API tells",
  },
  workspace: {
    short: 'w',
    kind: 'text',
    many: true,
    hint: 'id or name',
    help: 'only calls of these workspaces',
  },
  http: { kind: 'count', max: 65_535, hint: 'port', help: 'serve over HTTP on 127.0.0.1 instead (0 = any free port)' },
  redact: {
    kind: 'choice',
    of: ['emails', 'phones'],
    many: true,
    hint: 'what',
    help: 'take these out of everything that leaves',
  },
  audit: {
    kind: 'file',
    writes: 'file',
    help: 'keep there who asked for what, a line of JSON a call (mcp/audit.jsonl in the state folder)',
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
      'gong mcp --toolset calls,stats --max-requests 200',
      'gong mcp --allow write --redact emails,phones',
      'gong mcp --install claude-desktop --profile work',
      'gong mcp --skill -o SKILL.md',
    ],
    cautions: [
      '--install writes no credential, only the name of a profile: one that opens without a question, since nobody answers a server.',
      'Tools only read unless --allow says more, and none ever erases.',
      '--max-requests bounds the requests of all calls of tools together.',
      '--as and --workspace refuse what Gong tells neither by call nor by person, and leave the local copy alone.',
      '--http takes the token of GONG_MCP_TOKEN, or makes one and says it once on stderr; clients send it as Authorization: Bearer.',
    ],
    check(input, job) {
      checkLimits(input)
      if (input.write && input.install === undefined)
        throw new Failure('usage', '--write goes with --install', { hint: 'gong mcp --install cursor --write' })
      if (input.install !== undefined && input.http !== undefined)
        throw new Failure('usage', '--install is for clients that start the server themselves, without --http')
      if (!input.skill && input.install === undefined) checkOutputFlags(job)
    },
    run: (input, job) => serve(entries, input, job),
  })

/** @throws Failure `usage` where changes would be made by somebody who may not see everything: whether they may is not told */
function checkLimits({ as, workspace, allow }: Pick<Given, 'as' | 'workspace' | 'allow'>): void {
  const limit = as === undefined ? (workspace === undefined ? undefined : '--workspace') : '--as'
  if (limit !== undefined && allow !== undefined)
    throw new Failure('usage', `${limit} reads only: Gong's API does not tell what else that leaves; leave out --allow`)
}

/** @throws Failure `usage` for what says how rows are written: stdout has the protocol */
function checkOutputFlags({ globals }: Job): void {
  const typed = (['format', 'out', 'fields', 'jq', 'sort', 'append', 'chart'] as const).find(
    (name) => globals[name] !== undefined,
  )
  if (typed !== undefined)
    throw new Failure('usage', `--${typed}: gong mcp writes no rows; its stdout has the protocol alone`)
}

async function* serve(entries: readonly Entry[], { install, write, skill, ...input }: Given, job: LocalJob): Pages {
  if (skill) {
    yield (await import('./skill.ts')).skillPage()
    return
  }
  if (install !== undefined) {
    yield await (await import('./install.ts')).installServer(install, write, input, job)
    return
  }
  const { serveAgents } = await import('./serve.ts')
  await serveAgents(entries, input, job)
  yield* []
}
