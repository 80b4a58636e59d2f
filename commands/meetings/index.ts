import { typedBody } from '../../src/app/body.ts'
import type { Command, Input, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { toEmail } from '../../src/lib/contact.ts'
import { checkWindow } from '../../src/lib/dates.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Pages, Row } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

const INVITE: Input = {
  kind: 'text',
  repeat: true,
  required: true,
  hint: 'name <email>',
  help: 'who is invited: "Ann Lee <ann@customer.example>", or the address alone',
}

const derivedCreate = fromOperation(gong.create, {
  columns: ['meetingId', 'meetingUrl'],
  examples: [
    'gong meetings create --organizer k.nakamura@tallyhouse.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --title "First look" --invite "Ann Lee <ann.lee@amberwickfoods.example>"',
  ],
})

const create: OldCommand = {
  ...derivedCreate,
  inputs: {
    ...derivedCreate.inputs,
    invite: INVITE,
  },
  check,
  run: (input, job) => arrange(gong.create, input, job),
}

const derivedUpdate = fromOperation(gong.update, {
  arguments: ['meeting'],
  columns: ['meetingId', 'outcome'],
  examples: [
    'gong meetings update 10676785851335574 --organizer k.nakamura@tallyhouse.example --from 2030-05-20T11:00 --to 2030-05-20T11:30 --title "First look" --invite ann.lee@amberwickfoods.example',
  ],
})

const update: OldCommand = {
  ...derivedUpdate,
  inputs: { ...derivedUpdate.inputs, invite: INVITE },
  fields: ['meetingId', 'outcome'],
  check,
  run: (input, job) => told(arrange(gong.update, input, job), input, 'updated'),
}

function check({ from, to, invite, organizer }: Typed): void {
  if (typeof from === 'string' && typeof to === 'string') checkWindow('--from', from, '--to', to)
  const own = invitees(invite)?.find(({ email }) => same(email, organizer))
  if (own !== undefined) throw new Failure('usage', `--invite: ${own.email} is the organizer, who comes anyway`)
}

function arrange(operation: Operation, input: Typed, job: Job): Pages {
  return pull(operation, { ...input, invite: invitees(input.invite) }, job, typedBody(operation, input))
}

function invitees(invite: Json | undefined): Row[] | undefined {
  return Array.isArray(invite) ? invite.map(String).flatMap(apart).map(invitee) : undefined
}

/** Several in one value, apart by commas; a comma within a name is followed by no address of its own. */
function apart(text: string): string[] {
  const pieces = text.split(',')
  return pieces.every((piece) => piece.includes('@')) ? pieces : [text]
}

/** `Ann Lee <ann@customer.example>`, or the address alone. */
function invitee(text: string): Row {
  const [, name = '', framed] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? []
  const email = toEmail('--invite', framed ?? text)
  const displayName = name.trim().replace(/^"(.*)"$/, '$1')
  return { email, ...(displayName !== '' && { displayName }) }
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase()
}

const derivedDelete = fromOperation(gong.delete, {
  arguments: ['meeting'],
  columns: ['meetingId', 'outcome', 'organizerEmail'],
  examples: ['gong meetings delete 10676785851335574 --organizer k.nakamura@tallyhouse.example --yes'],
})

const remove: OldCommand = {
  ...derivedDelete,
  fields: ['meetingId', 'outcome', 'organizerEmail'],
  run: (input, job) => told(pull(gong.delete, input, job, typedBody(gong.delete, input)), input, 'cancelled'),
}

/** What became of the meeting beside what Gong answers, which is an id or an address alone. */
async function* told(pages: Pages, { meeting = null }: Typed, outcome: string): Pages {
  for await (const page of pages)
    yield { ...page, rows: page.rows.map((row) => ({ meetingId: meeting, outcome, ...filled(row) })) }
}

/** What Gong did say: a null would hide what was typed. */
function filled(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''))
}

const derivedCheck = fromOperation(gong.check, {
  arguments: ['email'],
  columns: ['email', 'exists', 'valid', wrappedColumn('userFacingError')],
  examples: ['gong meetings check k.nakamura@tallyhouse.example ingrid@tallyhouse.example'],
})

const status: OldCommand = {
  ...derivedCheck,
  inputs: { ...derivedCheck.inputs, email: { ...gong.check.params.email, many: true, required: true } },
}

export const meetings: readonly Command[] = [create, update, remove, status]
