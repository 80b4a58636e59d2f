import type { Row } from '../../lib/rows.ts'
import type { SandboxCompany } from '../company/company.ts'
import { partiesOf } from '../company/parties.ts'
import { createdCalls } from './created-calls.ts'
import { isShown } from './find-calls.ts'
import type { SandboxRequest } from './request.ts'

/** A person in a call, with the address and number listed there. */
interface Appearance {
  readonly call: string
  readonly phone: string | undefined
  readonly email: string | undefined
}

/** The calls that Gong shows with an address (lower case) or a number (E.164) among the parties. */
export function findAppearances(request: SandboxRequest, value: string): Appearance[] {
  const { company } = request
  const old = (directoryOf(company).get(value) ?? [])
    .filter((index) => isShown(request, index))
    .map((index) => ({ id: company.call(index).id, present: partiesOf(company.call(index), company.users).map(rowOf) }))
  const created = createdCalls(request).map(({ id, parties: present }) => ({ id, present }))
  return [...old, ...created].flatMap(({ id, present }) =>
    present
      .filter((row) => keysOf(row).includes(value))
      .map((row) => ({ call: id, phone: text(row.phoneNumber), email: text(row.emailAddress) })),
  )
}

const directories = new WeakMap<SandboxCompany, ReadonlyMap<string, readonly number[]>>()

/** The calls of each address and number, made when the first person is asked for: a tenth of a second for 5,000 calls. */
function directoryOf(company: SandboxCompany): ReadonlyMap<string, readonly number[]> {
  const made = directories.get(company) ?? directory(company)
  directories.set(company, made)
  return made
}

function directory(company: SandboxCompany): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let index = 0; index < company.size; index++) {
    const keys = partiesOf(company.call(index), company.users).flatMap(({ row }) => keysOf(row))
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
    ...(typeof phoneNumber === 'string' ? [normalizeNumber(phoneNumber)] : []),
  ]
}

/** Whether any call, shown or not, has this address or number. */
export function appearsInCompany(request: SandboxRequest, value: string): boolean {
  return directoryOf(request.company).has(value) || findAppearances(request, value).length > 0
}

/** A number in any notation as E.164 has it. */
export function normalizeNumber(value: unknown): string {
  return String(value).replace(/[^+\d]/g, '')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
