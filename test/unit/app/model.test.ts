import { describe, expect, expectTypeOf, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { toRequest } from '../../../src/api/request.ts'
import { defineChange, defineLocal } from '../../../src/app/model/command.ts'
import { deriveChange, deriveQuery } from '../../../src/app/model/from-operation.ts'
import type { InputOf } from '../../../src/app/model/inputs.ts'
import type { ChangeJob, LocalJob, QueryJob } from '../../../src/app/model/job.ts'
import type { Plan, Settled } from '../../../src/app/model/plan.ts'
import { carryOut, EFFECT_RANK } from '../../../src/app/run/change.ts'
import { callAccess } from '../../../src/catalogue/access.ts'
import { ai } from '../../../src/catalogue/ai.ts'
import { calls } from '../../../src/catalogue/calls.ts'
import { crm } from '../../../src/catalogue/crm.ts'
import type { Effect } from '../../../src/catalogue/operation.ts'
import { tasks } from '../../../src/catalogue/tasks.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Json } from '../../../src/lib/rows.ts'

const NOTHING = { name: 'x', summary: 'x', operations: [], arguments: [], columns: [], examples: [] } as const

/** These are checked by `tsc`: a line that compiles against its comment fails it. */
describe('does not compile:', () => {
  const erasing = toRequest(crm.deleteIntegration, { integration: '1', request: 'r' })
  const writing = toRequest(callAccess.grantAccess, {}, { body: { callAccessList: [{ callId: '1', userIds: ['2'] }] } })
  const report = () => ({ rows: [] })
  const erase = { request: erasing, report }
  const write = { request: writing, report }

  it('a change that erases or spends, without a challenge', () => {
    // @ts-expect-error erase needs a challenge
    defineChange({ ...NOTHING, inputs: {}, effect: 'erase', plan: () => ({ steps: [erase] }) })
    // @ts-expect-error billed needs a challenge
    defineChange({ ...NOTHING, inputs: {}, effect: 'billed', plan: async () => ({ steps: [] }) })
    defineChange({ ...NOTHING, inputs: {}, effect: 'write', plan: () => ({ steps: [write] }) })
    const challenge = { unasked: 'nothing is there' }
    defineChange({ ...NOTHING, inputs: {}, effect: 'erase', plan: () => ({ steps: [erase, write], challenge }) })
    expect(challenge).toBeDefined()
  })

  it('a step with a stronger effect than its change', () => {
    // @ts-expect-error a change that writes has no step that erases
    defineChange({ ...NOTHING, inputs: {}, effect: 'write', plan: () => ({ steps: [erase] }) })
    // @ts-expect-error nor has one that spends
    const plan: Plan<'billed'> = { steps: [erase], challenge: { unasked: '' } }
    expect(plan).toBeDefined()
  })

  it('a query that changes something', () => {
    const job = {} as QueryJob & ChangeJob
    // @ts-expect-error it reads alone
    const pages = () => job.read.pages(callAccess.grantAccess, {})
    // @ts-expect-error also by a request of its own
    const exchange = () => job.read.exchange(writing)
    // @ts-expect-error there is no query of an operation that writes
    const query = () => deriveQuery(callAccess.grantAccess, { columns: [], examples: [] })
    // @ts-expect-error nor a change of one that reads
    const change = () => deriveChange(calls.list, { columns: [], examples: [] })
    expect([pages, exchange, query, change]).toHaveLength(4)
  })

  it('a command of this machine that changes something in Gong', () => {
    const run = async function* () {}
    const local = defineLocal({ ...NOTHING, inputs: {}, run })
    expectTypeOf(local.effect).toEqualTypeOf<'local'>()
    // @ts-expect-error it reads alone, too
    const send = (job: LocalJob) => job.read.pages(callAccess.grantAccess, {})
    expect(send).toBeDefined()
  })
})

it('every argument of a command is one of its inputs', async () => {
  const stray = commandsIn(await tree(entries)).flatMap(({ path, command: { inputs, arguments: names } }) =>
    names.filter((name) => inputs[name] === undefined).map((name) => `${path} ${name}`),
  )
  expect(stray).toEqual([])
})

describe('an input is typed by its declaration:', () => {
  it('flags, numbers, texts, lists, choices, and what is required', () => {
    const inputs = {
      call: { kind: 'id', required: true, many: true, help: '' },
      again: { kind: 'flag', help: '' },
      most: { kind: 'count', help: '' },
      as: { kind: 'choice', of: ['md', 'vtt'], help: '' },
      with: { kind: 'choice', of: ['a', 'b'], many: true, help: '' },
      json: { kind: 'json', help: '' },
    } as const
    expectTypeOf<InputOf<typeof inputs>>().toExtend<{ call: readonly string[]; again: boolean }>()
    expectTypeOf<InputOf<typeof inputs>['most']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<InputOf<typeof inputs>['as']>().toEqualTypeOf<'md' | 'vtt' | undefined>()
    expectTypeOf<InputOf<typeof inputs>['with']>().toEqualTypeOf<readonly ('a' | 'b')[] | undefined>()
    expectTypeOf<InputOf<typeof inputs>['json']>().toEqualTypeOf<Json | undefined>()
  })

  it('those of an operation, where a body may say what is required', () => {
    const { inputs } = deriveChange(tasks.update, { columns: [], examples: [] })
    expectTypeOf<InputOf<typeof inputs>['task']>().toEqualTypeOf<string>()
    expectTypeOf<InputOf<typeof inputs>['user']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<InputOf<typeof inputs>['set']>().toEqualTypeOf<readonly string[] | undefined>()
    const { inputs: details } = deriveQuery(calls.details, { columns: [], examples: [] })
    expectTypeOf<InputOf<typeof details>['crm']>().toEqualTypeOf<'None' | 'Basic' | 'Extended' | undefined>()
    expectTypeOf<InputOf<typeof details>['call']>().toEqualTypeOf<readonly string[] | undefined>()
    const { inputs: list } = deriveQuery(calls.list, { columns: [], examples: [] })
    expectTypeOf<InputOf<typeof list>['from']>().toEqualTypeOf<string>()
  })
})

describe('effects', () => {
  it('are never milder than those of the operations that a command can reach', async () => {
    const milder = commandsIn(await tree(entries)).filter(({ command }) => {
      const own = command.effect === 'local' ? 0 : EFFECT_RANK[command.effect]
      return command.operations.some(({ effect }) => EFFECT_RANK[effect] > own)
    })
    expect(milder.map(({ path }) => path)).toEqual([])
  })

  it('are those of the operation, where a command is one', () => {
    const look = { columns: [], examples: [] }
    const all = [deriveChange(ai.ask, look), deriveChange(crm.deleteIntegration, look), deriveQuery(calls.get, look)]
    expect(all.map(({ effect }): Effect => effect)).toEqual(['billed', 'erase', 'read'])
  })

  it('keep the executor from sending a stronger step, whatever the types were told', async () => {
    const request = toRequest(crm.deleteIntegration, { integration: '1', request: 'r' })
    const sent: unknown[] = []
    const job = {
      say: async () => undefined,
      warn: async () => undefined,
      agree: async () => undefined,
      client: async () => sent.push('opened') as never,
      read: {} as QueryJob['read'],
      context: { allowDrain: () => undefined },
    }
    const plan: Plan = { steps: [{ request, report: () => ({ rows: [] }) }], challenge: { unasked: '' } }
    const pages = carryOut(plan, { effect: 'write', name: 'x' }, job)
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toThrow('write')
    expect(sent).toEqual([])
  })
})

describe('the executor', () => {
  const answer = { status: 200, body: {}, raw: new Uint8Array() }
  /** What happens, in order: what is asked, and what is sent. */
  const watched = () => {
    const log: string[] = []
    const exchange = async () => {
      log.push('sent')
      return answer
    }
    const job = {
      say: async () => undefined,
      warn: async () => undefined,
      agree: async () => void log.push('asked'),
      client: async () => ({ exchange }) as never,
      read: {} as QueryJob['read'],
      context: { allowDrain: (ms: number) => void log.push(`may end ${ms / 1000} s later`) },
    }
    return { log, job }
  }
  const request = toRequest(crm.deleteIntegration, { integration: '1', request: 'r' })
  const challenge = { unasked: '' }
  const rowsOf = async (plan: Plan, job: Parameters<typeof carryOut>[2]): Promise<Json[]> => {
    const rows: Json[] = []
    for await (const page of carryOut(plan, { effect: 'erase', name: 'x' }, job)) rows.push(...page.rows)
    return rows
  }

  it('gives rows that need no request in their place among the steps', async () => {
    const { log, job } = watched()
    const step = { request: request, report: () => ({ rows: [{ is: 'sent' }] }) }
    const settled = (is: string): Settled => ({
      async *settle() {
        yield { rows: [{ is }] }
      },
    })
    const plan: Plan = {
      steps: [settled('done before'), step, settled('left out')],
      challenge,
    }
    expect(await rowsOf(plan, job)).toEqual([{ is: 'done before' }, { is: 'sent' }, { is: 'left out' }])
    expect(log).toEqual(['asked', 'sent'])
  })

  it('has a minute after Ctrl-C for the rows of a plan that ends itself', async () => {
    const { log, job } = watched()
    const plan: Plan = { steps: [{ request, report: () => ({ rows: [] }) }], challenge, endsItself: true }
    await rowsOf(plan, job)
    expect(log).toEqual(['asked', 'may end 60 s later', 'sent'])
  })

  it('asks nobody and sends nothing beyond the bounds of a plan', async () => {
    const { log, job } = watched()
    const checkBounds = () => {
      throw new Failure('declined', 'too many')
    }
    const plan: Plan = { steps: [{ request, report: () => ({ rows: [] }) }], challenge, checkBounds }
    await expect(rowsOf(plan, job)).rejects.toThrow('too many')
    expect(log).toEqual([])
  })
})
