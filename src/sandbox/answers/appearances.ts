import type { Row } from '../../lib/rows.ts'
import type { Company } from '../company/company.ts'
import { parties } from '../company/parties.ts'
import type { Asked } from './asked.ts'
import { createdCalls } from './created.ts'
import { isThere } from './found.ts'

/** Somebody in a call, by what they were looked for. */
interface Appearance {
  readonly call: string
  readonly phone: string | undefined
  readonly email: string | undefined
}

/** Where an address (lower case) or a number (E.164) stands in the parties of a call that Gong shows. */
export function appearances(asked: Asked, value: string): Appearance[] {
  const { company } = asked
  const old = (directoryOf(company).get(value) ?? [])
    .filter((index) => isThere(asked, index))
    .map((index) => ({ id: company.call(index).id, present: parties(company.call(index), company.users).map(rowOf) }))
  const created = createdCalls(asked).map(({ id, parties: present }) => ({ id, present }))
  return [...old, ...created].flatMap(({ id, present }) =>
    present
      .filter((row) => keysOf(row).includes(value))
      .map((row) => ({ call: id, phone: text(row.phoneNumber), email: text(row.emailAddress) })),
  )
}

const directories = new WeakMap<Company, ReadonlyMap<string, readonly number[]>>()

/** The calls of each address and number, made when the first person is asked for: a tenth of a second for 5,000 calls. */
function directoryOf(company: Company): ReadonlyMap<string, readonly number[]> {
  const made = directories.get(company) ?? directory(company)
  directories.set(company, made)
  return made
}

function directory(company: Company): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let index = 0; index < company.size; index++) {
    const keys = parties(company.call(index), company.users).flatMap(({ row }) => keysOf(row))
    for (const key of new Set(keys)) {
      const indexes = found.get(key)
      if (indexes) indexes.push(index)
      else found.set(key, [index])
    }
  }
  return found
}

function rowOf({ row }: { readonly row: Row }): Row {
  return row
}

function keysOf({ emailAddress, phoneNumber }: Row): string[] {
  return [
    ...(typeof emailAddress === 'string' ? [emailAddress.toLowerCase()] : []),
    ...(typeof phoneNumber === 'string' ? [digits(phoneNumber)] : []),
  ]
}

/** Whether any call, shown or not, has this address or number. */
export function isKnown(asked: Asked, value: string): boolean {
  return directoryOf(asked.company).has(value) || appearances(asked, value).length > 0
}

/** A number in any notation as E.164 has it. */
export function digits(value: unknown): string {
  return String(value).replace(/[^+\d]/g, '')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
