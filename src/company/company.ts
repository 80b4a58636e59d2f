import { createHash } from 'node:crypto'
import type { ReadClient } from '../api/client.ts'
import { settings } from '../catalogue/settings.ts'
import { users } from '../catalogue/users.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, textsIn } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { readCompany, storeCompany, type Workspace } from './company-store.ts'

/**
 * The company that a credential belongs to. It is identified by the ids of its workspaces, which no other company has; the
 * host does not identify it, since `https://api.gong.io` serves many companies.
 */
export interface Company {
  /** Stable while at least one workspace stays; a digest of credential and host where `unknownReason` is there. */
  readonly id: string
  /** Names of workspaces, or the domain of its users; absent where neither is known. */
  readonly displayName?: string | undefined
  /** Ids, sorted; empty where they are not known. */
  readonly workspaces: readonly string[]
  readonly host: string
  /** The stored profile; absent for a credential of the environment. */
  readonly profile?: string | undefined
  /** Why the workspaces are not known, as a sentence without full stop. Each key of the company has its own `id` then. */
  readonly unknownReason?: string
}

/** What finding the company takes; a `Job` has it. */
export interface CompanyDependencies {
  readonly context: Pick<Context, 'env' | 'files'>
  readonly globals: { readonly sandbox: boolean }
  chosen(): Promise<ChosenCredential>
  /** A client that only reads, also in a dry run. */
  readonly read: ReadClient
}

/**
 * The company of this run's credential. The first run requests it (`listWorkspaces`) and stores it in the state folder by a
 * digest of credential and base URL; the sandbox's is never stored. A key that may not list workspaces requests it in each
 * run, since that permission may change.
 *
 * @throws Failure of the request, except a refusal
 */
export async function companyOf(dependencies: CompanyDependencies): Promise<Company> {
  return (await storedCompany(dependencies)) ?? (await fetchCompany(dependencies))
}

/** The company as stored; `undefined` before the first request. @throws Failure `auth` as `chosen` */
export async function storedCompany(dependencies: CompanyDependencies): Promise<Company | undefined> {
  if (dependencies.globals.sandbox) return undefined
  const stored = await readCompany(dependencies.context, await credentialDigest(dependencies))
  return stored && company(await dependencies.chosen(), stored.id, stored.workspaces)
}

/**
 * What a journal keeps of the company of a run, without a request: `credential` is a digest of credential and base URL;
 * `company` the id, or null before it is stored.
 */
export async function companyFingerprint(
  dependencies: CompanyDependencies,
): Promise<{ readonly credential: string; readonly company: Json }> {
  const credential = await credentialDigest(dependencies)
  return { credential, company: (await storedCompany(dependencies))?.id ?? null }
}

/**
 * Whether this run's company is that of an earlier run's `companyFingerprint`. The same credential means the same company,
 * without a request. Another credential (a second key, a renewed login) is compared by its company, which may be requested;
 * where either is unknown the answer is no, so that one file never has rows of two companies.
 *
 * @throws Failure as `companyOf`
 */
export async function isSameCompany(dependencies: CompanyDependencies, fingerprint: Row): Promise<boolean> {
  const now = await companyFingerprint(dependencies)
  if (fingerprint.credential === now.credential) return true
  if (typeof fingerprint.company !== 'string') return false
  return fingerprint.company === (now.company ?? (await companyOf(dependencies)).id)
}

/** The company as receipts have it. */
export function companyRow({ id, displayName, workspaces, host, unknownReason }: Company): Row {
  return {
    id,
    name: displayName ?? null,
    host,
    workspaces,
    ...(unknownReason !== undefined && { lacking: unknownReason }),
  }
}

/** Whether an earlier `companyRow` is of this company: the same id, or a workspace in common. */
export function isOfCompany({ id, workspaces }: Company, row: Json | undefined): boolean {
  if (!isRow(row)) return false
  return row.id === id || textsIn(row.workspaces).some((one) => workspaces.includes(one))
}

/** `Acme Sales, Acme Success (profile acme, api.gong.io)`: the target of a change, for the question and the result. */
export function describeCompany({ displayName, host, profile, unknownReason }: Company): string {
  const by = profile === undefined ? 'the credential of the environment' : `profile ${profile}`
  return `${displayName ?? (unknownReason ? `a company whose name is not known: ${unknownReason}` : 'a company')} (${by}, ${host})`
}

/** `Acme Sales and 2 more`: a short `displayName`. */
export function shortCompanyName(displayName: Json): string {
  const [first = '', ...more] = String(displayName).split(', ')
  return more.length === 0 ? first : `${first} and ${more.length} more`
}

/**
 * The target of a change without a request: company, profile and host where the company is stored, else profile and host.
 *
 * @throws Failure `auth` as `chosen`
 */
export async function describeTarget(dependencies: CompanyDependencies): Promise<string> {
  if (dependencies.globals.sandbox) return 'the built-in company'
  const stored = await storedCompany(dependencies)
  if (stored !== undefined) return describeCompany(stored)
  const { baseUrl, name } = await dependencies.chosen()
  return `${name === undefined ? 'the credential of the environment' : `profile ${name}`}, ${new URL(baseUrl).host}`
}

async function credentialDigest(dependencies: CompanyDependencies): Promise<string> {
  const { baseUrl, authorization } = await dependencies.chosen()
  return digest(['gong credential', baseUrl, await authorization()], 32)
}

async function fetchCompany(dependencies: CompanyDependencies): Promise<Company> {
  const chosen = await dependencies.chosen()
  const client = dependencies.read
  try {
    const workspaces = await workspacesOf(client)
    if (workspaces.length === 0) return await companyOfKey(dependencies, client, 'Gong names no workspace to this key')
    const credential = await credentialDigest(dependencies)
    const newId = `w${digest(workspaces.map(({ id }) => id).sort(), 16)}`
    const id = dependencies.globals.sandbox
      ? newId
      : await storeCompany(dependencies.context, credential, newId, workspaces)
    return company(chosen, id, workspaces)
  } catch (error) {
    if (!(error instanceof Failure) || !isRefusal(error)) throw error
    return await companyOfKey(dependencies, client, `this key may not list workspaces (${settings.workspaces.scope})`)
  }
}

async function workspacesOf(client: ReadClient): Promise<Workspace[]> {
  const workspaces: Workspace[] = []
  for await (const { id, name } of client.rows(settings.workspaces, {}))
    if (typeof id === 'string') workspaces.push({ id, name: typeof name === 'string' ? name : id })
  return workspaces
}

/** A company that only the credential identifies; the domain of its users is for display alone. */
async function companyOfKey(
  dependencies: CompanyDependencies,
  client: ReadClient,
  unknownReason: string,
): Promise<Company> {
  const { baseUrl, name } = await dependencies.chosen()
  const id = `k${(await credentialDigest(dependencies)).slice(0, 16)}`
  return {
    id,
    displayName: await domainOf(client),
    workspaces: [],
    host: new URL(baseUrl).host,
    profile: name,
    unknownReason: unknownReason,
  }
}

/** The most frequent domain of the users on the first page. */
async function domainOf(client: ReadClient): Promise<string | undefined> {
  const counts = new Map<string, number>()
  try {
    for await (const { rows } of client.pages(users.list, {}, { limit: 1 })) {
      for (const { emailAddress } of rows) {
        const domain = typeof emailAddress === 'string' ? emailAddress.split('@').at(-1) : undefined
        if (domain) counts.set(domain, (counts.get(domain) ?? 0) + 1)
      }
      break
    }
  } catch (error) {
    if (!(error instanceof Failure) || !isRefusal(error)) throw error
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}

function company({ baseUrl, name }: ChosenCredential, id: string, found: readonly Workspace[]): Company {
  const displayName = found.map((one) => one.name).join(', ')
  const workspaces = found.map((one) => one.id).sort()
  return { id, displayName: displayName, workspaces, host: new URL(baseUrl).host, profile: name }
}

function isRefusal({ kind }: Failure): boolean {
  return kind === 'auth' || kind === 'rejected' || kind === 'not-found'
}

function digest(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
