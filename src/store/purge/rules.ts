import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../../lib/rows.ts'
import type { Store } from '../store.ts'

/** Which calls a copy never stores. */
export type ExclusionRule =
  | { readonly kind: 'private' }
  | { readonly kind: 'account' | 'domain'; readonly value: string }

const MARK = 'exclude.rules'

/** Reads `account:Acme`, `domain:acme.com` and `private`; `none` before them is no rule. @throws Failure `usage` */
export function parseRules(texts: readonly string[]): readonly ExclusionRule[] {
  return (liftsRules(texts) ? texts.slice(1) : texts).map(parseRule)
}

/** Whether the rules that there were are lifted: they begin with `none`. */
export function liftsRules([first]: readonly string[]): boolean {
  return first?.toLowerCase() === 'none'
}

function parseRule(text: string): ExclusionRule {
  if (text.toLowerCase() === 'private') return { kind: 'private' }
  const [, kind, value = ''] = /^(account|domain):\s*@?(.*\S)\s*$/i.exec(text) ?? []
  if (kind?.toLowerCase() === 'account') return { kind: 'account', value }
  if (kind?.toLowerCase() === 'domain' && /^[^\s@]+\.[^\s@]+$/.test(value))
    return { kind: 'domain', value: value.toLowerCase() }
  throw new Failure('usage', `--exclude: "${text}" excludes nothing`, {
    hint: '--exclude account:Acme,domain:acme.com,private',
  })
}

/** As it is typed. */
export function ruleText(rule: ExclusionRule): string {
  return rule.kind === 'private' ? 'private' : `${rule.kind}:${rule.value}`
}

/** What a copy is kept free of. */
export async function rulesOf(store: Pick<Store, 'mark'>): Promise<readonly ExclusionRule[]> {
  const kept: readonly string[] = JSON.parse((await store.mark(MARK)) ?? '[]')
  return kept.map(parseRule)
}

/** The mark that keeps rules, each once. */
export function marksOfRules(rules: readonly ExclusionRule[]): Record<string, string> {
  return { [MARK]: JSON.stringify([...new Set(rules.map(ruleText))]) }
}

/** Whether a call must not be stored, by its record of listCallsExtensive. */
export function breaksRule(record: Row, rule: ExclusionRule): boolean {
  if (rule.kind === 'private') return isRow(record.metaData) && record.metaData.isPrivate === true
  const parties = rowsIn(record.parties)
  if (rule.kind === 'domain') return parties.some(({ emailAddress }) => isInDomain(emailAddress, rule.value))
  return [record, ...parties].some(({ context }) => accountsIn(context).some((account) => isNamed(account, rule.value)))
}

/** Also in a domain below it. */
function isInDomain(address: Json | undefined, domain: string): boolean {
  const found = typeof address === 'string' ? address.toLowerCase().split('@').at(-1) : undefined
  return found !== undefined && (found === domain || found.endsWith(`.${domain}`))
}

function accountsIn(context: Json | undefined): readonly Row[] {
  return rowsIn(context)
    .flatMap(({ objects }) => rowsIn(objects))
    .filter(({ objectType }) => objectType === 'Account')
}

function isNamed({ objectId, fields }: Row, wanted: string): boolean {
  const name = rowsIn(fields).find((field) => /^name$/i.test(String(field.name)))?.value
  return [objectId, name].some((text) => String(text).trim().toLowerCase() === wanted.toLowerCase())
}

/** The calls of a copy that a rule excludes. */
export async function callsOfRule({ find }: Pick<Store, 'find'>, rule: ExclusionRule): Promise<readonly string[]> {
  const rows = await (rule.kind === 'private'
    ? find('calls', ['is_private'], '^true$', ['call_id'])
    : rule.kind === 'domain'
      ? find('parties', ['email_domain'], `^(.*[.])?${escaped(rule.value)}$`, ['call_id'])
      : find('crm_context', ['object_id', 'name'], `^ *${escaped(rule.value)} *$`, ['call_id', 'object_type']))
  return rows.flatMap(({ call_id: id, object_type: type = 'Account' }) =>
    type === 'Account' && id !== null && id !== undefined ? [id] : [],
  )
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
