import { toPage } from '../../src/api/page.ts'
import { type Given, toCall } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Command, Inputs, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { ASKS, checkSomebodyAgrees, type Question } from '../../src/app/confirm.ts'
import { fromOperation, IN_WORKSPACE } from '../../src/app/derived.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { capabilities, permissions as gong } from '../../src/catalogue/permissions.ts'
import { bodyOf, violations } from '../../src/catalogue/shape.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { checkScopes, granted, readAccess, scopes, settled, switched } from '../../src/permissions/access.ts'
import { differences, knownPart, merged } from '../../src/permissions/change.ts'

const columns = ['id', 'name', 'seesCalls', 'seesDeals', wrappedColumn('description')]

/** A profile with the two levels that people look for, under names that fit over them. */
function levels(row: Row): readonly Row[] {
  const level = (scope: Json | undefined) => (isRow(scope) ? (scope.permissionLevel ?? null) : null)
  return [{ ...row, seesCalls: level(row.callsAccess), seesDeals: level(row.dealsAccess) }]
}

const list = fromOperation(gong.list, {
  columns,
  unfold: levels,
  examples: ['gong permissions list -w "Sales Americas"'],
})

const derivedGet = fromOperation(gong.get, {
  arguments: ['profile'],
  columns: [],
  examples: ['gong permissions get 10764802098955269', 'gong permissions get Administrator -w "Sales Americas"'],
})

const get: OldCommand = { ...derivedGet, inputs: { ...derivedGet.inputs, ...IN_WORKSPACE } }

const derivedUsers = fromOperation(gong.users, {
  arguments: ['profile'],
  columns: ['id', 'fullName', 'emailAddress'],
  examples: ['gong permissions users 10764802098955269'],
})

const users: OldCommand = { ...derivedUsers, inputs: { ...derivedUsers.inputs, ...IN_WORKSPACE } }

const CAPABILITY = { kind: 'choice', of: capabilities, many: true, hint: 'capability' } as const

/** What a profile allows, in words; the same for both that write. */
const RIGHTS: Inputs = {
  allow: { ...CAPABILITY, help: 'switch this on' },
  deny: { ...CAPABILITY, help: 'switch this off' },
  access: {
    kind: 'text',
    repeat: true,
    hint: 'scope=level[:id,id]',
    help: `whose data is seen: calls=managers-team:ID,ID, library-folder=none; scopes: ${scopes.join(', ')}`,
  },
}

const derivedCreate = fromOperation(gong.create, {
  columns: [],
  examples: [
    'gong permissions create -w "Sales Americas" --name Interns --allow calls-and-search --access calls=own',
    'gong permissions create -w "Sales Americas" --name "Team leads" --like 10764802098955269 --deny delete-calls',
  ],
})

const create: OldCommand = {
  ...derivedCreate,
  operations: [gong.create, gong.get],
  inputs: {
    ...derivedCreate.inputs,
    name: { ...gong.create.params.name, required: true },
    ...RIGHTS,
    like: { kind: 'id', hint: 'id or name', lookup: 'profile', help: 'start from what this profile allows' },
  },
  check,
  run: async function* (input, job) {
    const { id: _, ...base } = input.like === undefined ? { id: null } : await current(String(input.like), job)
    yield await send(gong.create, { workspace: input.workspace }, applied(base, input), job)
  },
}

const CHANGES = ['name', 'description', 'allow', 'deny', 'access', 'body', 'set']

const derivedUpdate = fromOperation(gong.update, {
  arguments: ['profile'],
  columns: [],
  examples: ['gong permissions update 10764802098955269 --allow score-calls --access calls=all --yes'],
})

const update: OldCommand = {
  ...derivedUpdate,
  operations: [gong.update, gong.get],
  inputs: { ...derivedUpdate.inputs, ...RIGHTS, ...IN_WORKSPACE },
  cautions: [...(derivedUpdate.cautions ?? []), ASKS],
  check: (input) => {
    if (!CHANGES.some((name) => input[name]))
      throw new Failure('usage', 'nothing to change: say --name, --description, --allow, --deny or --access')
    check(input)
  },
  run: updateProfile,
}

/** Reads, merges, shows what would change, asks, and writes the whole: nobody says whether Gong merges (quirk 32). */
async function* updateProfile(input: Typed, job: Job): Pages {
  const profile = String(input.profile)
  checkSomebodyAgrees(job.context, job.globals, 'replace', `permission profile ${profile}`)
  const before = await current(profile, job)
  const after = applied(before, input)
  const { lines, danger, deed } = await replacement(profile, before, after, job)
  if (lines.length === 0) {
    await job.say(`${deed} is like that already; nothing was sent`)
    yield { rows: [before] }
    return
  }
  await job.gate(danger, deed)
  yield await send(gong.update, { profile }, after, job)
}

interface Replacement extends Question {
  readonly lines: readonly string[]
}

/** Shows in which places a profile would change; the question about them. */
async function replacement(profile: string, before: Row, after: Row, job: Job): Promise<Replacement> {
  const lines = differences(before, after)
  for (const line of lines) await job.say(`  ${line}`)
  const title = `permission profile "${String(before.name ?? profile)}"`
  const places = `in ${lines.length} ${lines.length === 1 ? 'place' : 'places'}`
  return { lines, danger: 'replace', deed: lines.length === 0 ? title : `${title} ${places}` }
}

/** The question about a profile that is to be exactly `after`. */
export async function replacing(profile: string, after: Row, job: Job): Promise<Question> {
  checkSomebodyAgrees(job.context, job.globals, 'replace', `permission profile ${profile}`)
  return await replacement(profile, await current(profile, job), after, job)
}

/** Both operations take the same body. */
const BODY_ALONE: Operation = {
  ...gong.update,
  params: { name: gong.update.params.name, description: gong.update.params.description },
}

/** All that can be wrong with what was typed, before anything is read or sent. */
function check(input: Typed): void {
  const wrong = violations(BODY_ALONE, { path: {}, query: {}, body: input.body ?? {} })
  if (wrong.length > 0) throw new Failure('usage', `--body: ${wrong.join('; ')}`)
  // Positions in lists depend on the profile as it stands; names and values do not.
  const settings = textsIn(input.set).map((one) => one.replace(/\[\d+\](?=[^=]*=)/g, '[0]'))
  typedBody(BODY_ALONE, { set: settings })
  checkScopes({}, isRow(input.body) ? input.body : {})
  applied({}, { ...input, body: {}, set: settings })
}

/** A profile with what was typed laid over it: the body, single values, then the flags. */
function applied(base: Row, input: Typed): Row {
  const laid = typedBody(gong.update, { ...input, body: merged(base, isRow(input.body) ? input.body : {}) })
  const { name, description } = input
  const named = { ...(isRow(laid) ? laid : base), ...(name && { name }), ...(description && { description }) }
  const able = switched(named, input.allow, input.deny)
  const after = settled(base, textsIn(input.access).map(readAccess).reduce(granted, able))
  checkScopes(base, after)
  return after
}

/** Sends the body as it is, though only the part that the catalogue knows can be checked. */
async function send(operation: Operation, given: Given, body: Row, job: Job): Promise<Page> {
  const call = toCall(operation, given, { body: knownPart(bodyOf(operation), body) })
  return toPage(operation, await (await job.gong()).exchange({ ...call, body }))
}

async function current(profile: string, job: Job): Promise<Row> {
  if (job.globals.dryRun) await job.say('this reads a profile first, and what is written depends on what it allows')
  for await (const row of (await job.gong()).rows(gong.get, { profile })) return row
  throw new Failure('not-found', `Gong answered no permission profile ${profile}`)
}

export const permissions: readonly Command[] = [list, get, users, create, update]
