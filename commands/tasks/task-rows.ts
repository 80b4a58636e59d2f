import { isRow, type Json, type Row } from '../../src/lib/rows.ts'

/** What a table shows of a task. */
export const taskColumns = ['id', 'dueDate', 'title', 'contact', 'account', 'priority', 'status']

/** A task with the names of its contact, account and priority instead of all their fields. */
export function withNames(row: Row): readonly Row[] {
  const data = isRow(row.contact) && isRow(row.contact.data) ? row.contact.data : {}
  const contact = [data.firstName, data.lastName].filter(Boolean).join(' ')
  return [{ ...row, contact, account: nameOf(row.account), priority: nameOf(row.priority) }]
}

function nameOf(value: Json | undefined): Json {
  return isRow(value) ? (value.name ?? null) : (value ?? null)
}
