import { createHash } from 'node:crypto'
import type { ReadClient } from '../api/client.ts'
import { settings } from '../catalogue/settings.ts'
import { users } from '../catalogue/users.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, textsIn } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { keep, kept, type Workspace } from './kept.ts'

/**
 * The company that a credential belongs to. A host does not tell: `https://api.gong.io` serves many companies. What does is
 * the ids of its workspaces, which no other company has.
 */
export interface Company {
  /** Stays the same while at least one workspace stays; of the credential and host alone where `lacking` says why. */
  readonly id: string
  /** For people: names of workspaces, or the domain of its users; absent where neither is known. */
  readonly words?: string | undefined
  /** Ids, sorted; empty where they are not known. */
  readonly workspaces: readonly string[]
  readonly host: string
  /** The stored profile; absent for a credential of the environment. */
  readonly profile?: string | undefined
  /** Why the workspaces are not known, as a sentence without its full stop. Another key of the company has another id then. */
  readonly lacking?: string
}

/** What it takes to ask; a `Job` of the command line has it. */
export interface Asking {
  readonly context: Pick<Context, 'env' | 'files'>
  readonly globals: { readonly sandbox: boolean }
  chosen(): Promise<ChosenCredential>
  /** A client that only reads, also in a dry run. */
  readonly read: ReadClient
}

/**
 * The company of this run's credential. Gong is asked once (`listWorkspaces`) and the answer kept in the state folder by a
 * digest of credential and base URL, for environment and profiles alike; the made-up company is never kept. A key that may
 * not list workspaces is asked for each time, since somebody may allow it.
 *
 * @throws Failure whatever the request ends with, but for a refusal
 */
export async function companyOf(asking: Asking): Promise<Company> {
  return (await keptCompany(asking)) ?? (await learn(asking))
}

/** The same where it costs no request: `undefined` when nobody has asked Gong yet. @throws Failure `auth` as `chosen` */
async function keptCompany(asking: Asking): Promise<Company | undefined> {
  if (asking.globals.sandbox) return undefined
  const known = await kept(asking.context, await credentialMark(asking))
  return known && company(await asking.chosen(), known.id, known.workspaces)
}

/**
 * What a journal notes of whom a run asks, without a request: `credential` is a digest of credential and base URL, never the
 * secret; `company` the id, where it is known already.
 */
export async function companyMark(asking: Asking): Promise<{ readonly credential: string; readonly company: Json }> {
  const credential = await credentialMark(asking)
  return { credential, company: (await keptCompany(asking))?.id ?? null }
}

/**
 * Whether this run asks the company of an earlier run's `companyMark`. The same credential is the same company, without a
 * request. Another one (a second key, a login that was renewed) is asked for its company when the earlier one's is known;
 * where it is not, or this one's cannot be learnt, the answer is no: rows of two companies must never meet.
 *
 * @throws Failure as `companyOf`
 */
export async function isSameCompany(asking: Asking, mark: Row): Promise<boolean> {
  const now = await companyMark(asking)
  if (mark.credential === now.credential) return true
  if (typeof mark.company !== 'string') return false
  return mark.company === (now.company ?? (await companyOf(asking)).id)
}

/** What a receipt keeps of the company. */
export function companyRow({ id, words, workspaces, host, lacking }: Company): Row {
  return { id, name: words ?? null, host, workspaces, ...(lacking !== undefined && { lacking }) }
}

/** Whether a `companyRow` of earlier is this company: the same id, or a workspace in common. */
export function isOfCompany({ id, workspaces }: Company, row: Json | undefined): boolean {
  if (!isRow(row)) return false
  return row.id === id || textsIn(row.workspaces).some((one) => workspaces.includes(one))
}

/** `Acme Sales, Acme Success (profile acme, api.gong.io)`: where something is done, for a question and its result. */
export function companyWords({ words, host, profile, lacking }: Company): string {
  const by = profile === undefined ? 'the credential of the environment' : `profile ${profile}`
  return `${words ?? (lacking ? `a company whose name is not known: ${lacking}` : 'a company')} (${by}, ${host})`
}

/** `Acme Sales and 2 more`: the `words` of a company where there is little room. */
export function companyBriefly(words: Json): string {
  const [first = '', ...more] = String(words).split(', ')
  return more.length === 0 ? first : `${first} and ${more.length} more`
}

/**
 * The same without a request: company, profile and host where the company is known already, else profile and host alone.
 *
 * @throws Failure `auth` as `chosen`
 */
export async function placeWords(asking: Asking): Promise<string> {
  if (asking.globals.sandbox) return 'the built-in company'
  const known = await keptCompany(asking)
  if (known !== undefined) return companyWords(known)
  const { baseUrl, name } = await asking.chosen()
  return `${name === undefined ? 'the credential of the environment' : `profile ${name}`}, ${new URL(baseUrl).host}`
}

async function credentialMark(asking: Asking): Promise<string> {
  const { baseUrl, authorization } = await asking.chosen()
  return digest(['gong credential', baseUrl, await authorization()], 32)
}

async function learn(asking: Asking): Promise<Company> {
  const chosen = await asking.chosen()
  const client = asking.read
  try {
    const found = await workspacesOf(client)
    if (found.length === 0) return await unknown(asking, client, 'Gong names no workspace to this key')
    const credential = await credentialMark(asking)
    const fresh = `w${digest(found.map(({ id }) => id).sort(), 16)}`
    const id = asking.globals.sandbox ? fresh : await keep(asking.context, credential, fresh, found)
    return company(chosen, id, found)
  } catch (error) {
    if (!(error instanceof Failure) || !isRefusal(error)) throw error
    return await unknown(asking, client, `this key may not list workspaces (${settings.workspaces.scope})`)
  }
}

async function workspacesOf(client: ReadClient): Promise<Workspace[]> {
  const found: Workspace[] = []
  for await (const { id, name } of client.rows(settings.workspaces, {}))
    if (typeof id === 'string') found.push({ id, name: typeof name === 'string' ? name : id })
  return found
}

/** Nothing but the credential tells one company from another then; the domain of its users is for people alone. */
async function unknown(asking: Asking, client: ReadClient, lacking: string): Promise<Company> {
  const { baseUrl, name } = await asking.chosen()
  const id = `k${(await credentialMark(asking)).slice(0, 16)}`
  return { id, words: await domainOf(client), workspaces: [], host: new URL(baseUrl).host, profile: name, lacking }
}

/** The domain that most users of the first page have. */
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
  const words = found.map((one) => one.name).join(', ')
  const workspaces = found.map((one) => one.id).sort()
  return { id, words, workspaces, host: new URL(baseUrl).host, profile: name }
}

function isRefusal({ kind }: Failure): boolean {
  return kind === 'auth' || kind === 'rejected' || kind === 'not-found'
}

function digest(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
