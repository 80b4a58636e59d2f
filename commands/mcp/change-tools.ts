import type { Change } from '../../src/app/model/command.ts'
import { carryOut } from '../../src/app/run/change.ts'
import { describeTarget } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import type { PlanStore } from '../../src/mcp/plan-store.ts'
import type { Tool, ToolAnswer } from '../../src/mcp/tool.ts'
import { commandLineOf } from './command-line.ts'
import { cautionsForModels, rawOf, schemaOfCommand } from './command-schema.ts'
import { isForModels, type NamedCommand, toolName } from './from-commands.ts'
import { type AskedChange, makePlan, shownPlan } from './make-plan.ts'
import type { Call, CommandRunner } from './run-command.ts'

/** What a server may do besides reading. */
export type Allowable = 'write' | 'billed'

/** The tool that carries out what the others plan. */
const APPLY = 'apply_plan'

/** The tools that plan changes. Erasures are none: `effect` is the plain truth about a command. */
export function changeTools(
  commands: readonly NamedCommand[],
  allowed: readonly Allowable[],
  maker: PlanMaker,
): readonly Tool[] {
  const tools = commands
    .filter((named): named is NamedCommand<Change> => isChangeFor(named, allowed) && isForModels(named))
    .map((named) => planTool(named, maker))
  return tools.length === 0 ? [] : [...tools, applyTool(maker.plans)]
}

/** What plans are made and kept with. */
interface PlanMaker {
  readonly runner: CommandRunner
  readonly plans: PlanStore
}

function isChangeFor({ command }: NamedCommand, allowed: readonly Allowable[]): boolean {
  return 'plan' in command && allowed.some((effect) => effect === command.effect)
}

function planTool(named: NamedCommand<Change>, maker: PlanMaker): Tool {
  const { domain, path, command } = named
  const input = schemaOfCommand(command)
  const effect = command.effect === 'billed' ? 'billed' : 'write'
  return {
    name: toolName(path),
    toolset: domain,
    description: `${command.summary}. Only plans: ${APPLY} sends it.`,
    input,
    effect,
    async answer(given, session, signal) {
      const call = { session, signal }
      const asked = {
        named,
        raw: rawOf(command, given),
        line: commandLineOf(path, command, given),
        cautions: cautionsForModels(command, input),
      }
      return await planned(asked, call, maker)
    },
  }
}

/** Carries out a plan of this session. */
function applyTool(plans: PlanStore): Tool {
  return {
    name: APPLY,
    toolset: 'changes',
    title: 'Carry out a plan',
    description:
      'Sends what a plan says, once. Show the plan to the person first. Refused where the plan is older than ten minutes, was used, or would do something else by now.',
    input: {
      type: 'object',
      properties: { plan: { type: 'string', description: 'the id that the plan came with', maxLength: 100 } },
      required: ['plan'],
      additionalProperties: false,
    },
    effect: 'write',
    replaces: true,
    answer: async ({ plan }, session, signal) => await plans.take(session, String(plan))(signal),
  }
}

async function planned(asked: AskedChange, call: Call, { runner, plans }: PlanMaker): Promise<ToolAnswer> {
  const notes: string[] = []
  const job = runner.open(asked.named.path, call, notes)
  try {
    const made = await makePlan(asked, job)
    const said = [...(made.plan.warnings ?? []), ...(made.plan.notes ?? []), ...notes]
    if (made.requests.length === 0)
      return { content: { plan: null, notes: said }, coverage: 'there is nothing to send' }
    const momentMs = job.moment()
    const { id, untilMs } = plans.keep(call.session, (signal) =>
      applied({ asked, momentMs, digest: made.digest }, { ...call, signal }, runner),
    )
    return {
      content: {
        plan: id,
        until: new Date(untilMs).toISOString(),
        where: await describeTarget(job),
        command: asked.line,
        cautions: asked.cautions,
        notes: said,
        ...(await shownPlan(asked, made, job)),
      },
      next: `nothing was sent yet. Show this to the person; once they agree, call ${APPLY} with the plan`,
    }
  } finally {
    await job.release()
  }
}

/** What is kept of a plan: not its steps, which are made again and compared. */
interface Kept {
  readonly asked: AskedChange
  readonly digest: string
  /** What `now` and `7d` were counted from. */
  readonly momentMs: number
}

async function applied({ asked, digest, momentMs }: Kept, call: Call, runner: CommandRunner): Promise<ToolAnswer> {
  const notes: string[] = []
  const { path, command } = asked.named
  const job = { ...runner.open(path, call, notes, { yes: true }), moment: () => momentMs }
  try {
    const { plan, steps, digest: now } = await makePlan(asked, job)
    if (now !== digest) throw changed()
    return await carriedOut(carryOut({ ...plan, steps }, command, job), notes)
  } finally {
    await job.release()
  }
}

/** The rows of what was sent, also where it ended early: a model must know what is done. */
async function carriedOut(pages: Pages, notes: readonly string[]): Promise<ToolAnswer> {
  const rows: Row[] = []
  let failed = 0
  try {
    for await (const page of pages) {
      rows.push(...page.rows)
      failed += page.failed ?? 0
      if (page.ended !== undefined) throw page.ended
    }
  } catch (error) {
    if (rows.length === 0 || !(error instanceof Failure)) throw error
    return { content: rows, coverage: `these are done; then it ended: ${error.message}`, isError: true }
  }
  const told = [...(failed > 0 ? [`${failed} did not work out; the rows say which, and why`] : []), ...notes]
  return { content: rows, ...(told.length > 0 && { coverage: told.join('; ') }), ...(failed > 0 && { isError: true }) }
}

function changed(): Failure {
  return new Failure('declined', 'what this plan would do has changed since it was made; nothing was sent', {
    hint: 'call the tool of the change for a new plan',
  })
}
