import { typedBody } from '../../src/app/body.ts'
import type { Command, Input, OldCommand } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { tasks as gong } from '../../src/catalogue/tasks.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'

const columns = ['id', 'dueDate', 'title', 'contact', 'account', 'priority', 'status']

/** A task with names for what it is about, instead of all that is known of each. */
function named(row: Row): readonly Row[] {
  const data = isRow(row.contact) && isRow(row.contact.data) ? row.contact.data : {}
  const contact = [data.firstName, data.lastName].filter(Boolean).join(' ')
  return [{ ...row, contact, account: nameOf(row.account), priority: nameOf(row.priority) }]
}

function nameOf(thing: Json | undefined): Json {
  return isRow(thing) ? (thing.name ?? null) : (thing ?? null)
}

/** Gong wants all of these (quirk 28); a person mostly wants what is still to do. */
const USUAL: Row = {
  types: gong.list.params.type.of,
  taskAction: gong.list.params.action.of,
  status: ['OPEN'],
}

const derivedList = fromOperation(gong.list, {
  columns,
  unfold: named,
  examples: [
    'gong tasks list --user p.tran@tallyhouse.example',
    'gong tasks list --user p.tran@tallyhouse.example --type flow --fields dueDate,title,contact.crmId',
  ],
})

const list: OldCommand = {
  ...derivedList,
  inputs: {
    ...derivedList.inputs,
    type: usually(derivedList.inputs.type, 'both'),
    action: usually(derivedList.inputs.action, 'CALL'),
    status: usually(derivedList.inputs.status, 'OPEN'),
  },
  run: (input, job) => pull(gong.list, input, job, withUsual(typedBody(gong.list, input))),
}

/** An input that Gong requires, and that is something when nobody says. */
function usually(input: Input | undefined, usual: string): Input {
  const { required: _, ...rest } = input ?? { kind: 'text', help: '' }
  return { ...rest, help: `${rest.help} (${usual})` }
}

function withUsual(body: Json | undefined): Json {
  if (body !== undefined && !isRow(body)) return body
  return { ...body, filter: { ...USUAL, ...(isRow(body?.filter) && body.filter) } }
}

const derivedUpdate = fromOperation(gong.update, {
  arguments: ['task'],
  columns,
  unfold: named,
  examples: ['gong tasks update 6811318646154554689 --user p.tran@tallyhouse.example --status done'],
})

const update: OldCommand = {
  ...derivedUpdate,
  check: ({ status, due, priority, body, set }) => {
    if ([status, due, priority, body, set].every((value) => value === undefined))
      throw new Failure('usage', 'nothing to change: say --status, --due or --priority')
  },
}

export const tasks: readonly Command[] = [list, update]
