import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createClient } from '../../../src/api/client.ts'
import {
  type CompanyDependencies,
  companyFingerprint,
  companyOf,
  companyRow,
  describeCompany,
  isOfCompany,
  isSameCompany,
} from '../../../src/company/company.ts'
import type { Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const WORKSPACES = [
  { id: '20', name: 'Success' },
  { id: '10', name: 'Sales' },
]
const REFUSED = { requestId: 'r', errors: ["You don't have permission to use 'api:workspaces:read' in your app."] }

/** A credential that asks a company of these workspaces; null where it may not list them. */
function asking(env: Record<string, string>, secret: string, workspaces: readonly Row[] | null, profile?: string) {
  const sent: string[] = []
  const send: HttpTransport = (request, signal) => {
    const { pathname } = new URL(request.url)
    sent.push(pathname)
    if (pathname === '/v2/users')
      return network(() => ({ requestId: 'r', users: [{ id: '1', emailAddress: 'ana@acme.example' }], records: {} }))(
        request,
        signal,
      )
    return workspaces === null
      ? network(() => REFUSED, 401)(request, signal)
      : network(() => ({ requestId: 'r', workspaces }))(request, signal)
  }
  const baseUrl = 'https://api.gong.io'
  const authorization = async () => secret
  const now: CompanyDependencies = {
    context: { env, files: diskFiles() },
    globals: { sandbox: false },
    chosen: async () => ({ source: 'environment', why: '', baseUrl, authorization, name: profile }),
    read: createClient({
      redact: (text) => text,
      baseUrl,
      authorization,
      send,
      pace: async () => 0,
      clock: { now: () => 0, sleep: async () => undefined },
      token: () => 't',
      random: () => 0,
      signal: new AbortController().signal,
      retry: false,
      readOnly: true,
      keepRaw: false,
      timeoutMs: 1000,
      maxBodyMb: 1e6,
      maxRequests: 100,
      onEvent: async () => undefined,
    }),
  }
  return { now, sent }
}

describe('the company of a credential', () => {
  it('is asked for once, and kept without the secret, for its owner alone', async () => {
    const { env, folder } = await home()
    const first = asking(env, 'Basic hidden', WORKSPACES)
    const again = asking(env, 'Basic hidden', WORKSPACES)
    expect(await companyOf(again.now).then(() => companyOf(first.now))).toEqual(await companyOf(again.now))
    expect([again.sent, first.sent]).toEqual([['/v2/workspaces'], []])
    const kept = join(folder, 'state', 'companies')
    const [name = ''] = readdirSync(kept)
    expect(`${name} ${readFileSync(join(kept, name), 'utf8')}`).not.toContain('hidden')
    expect(statSync(join(kept, name)).mode & 0o777).toBe(0o600)
  })

  it('is one for two keys whose workspaces meet, and another one on the same host where they do not', async () => {
    const { env } = await home()
    const one = await companyOf(asking(env, 'a', WORKSPACES).now)
    const grown = await companyOf(
      asking(env, 'b', [
        { id: '10', name: 'Sales' },
        { id: '30', name: 'New' },
      ]).now,
    )
    const other = await companyOf(asking(env, 'c', [{ id: '99', name: 'Sales' }]).now)
    expect([grown.id === one.id, other.id === one.id]).toEqual([true, false])
    expect([isOfCompany(grown, companyRow(one)), isOfCompany(other, companyRow(one))]).toEqual([true, false])
  })

  it('is named by its workspaces, with profile and host', async () => {
    const { env } = await home()
    const { now } = asking(env, 'a', WORKSPACES, 'acme')
    expect(describeCompany(await companyOf(now))).toBe('Success, Sales (profile acme, api.gong.io)')
  })

  it('is the credential and the host where the key may not list workspaces, which is said and not kept', async () => {
    const { env } = await home()
    const { now, sent } = asking(env, 'a', null)
    const company = await companyOf(now)
    expect(company).toMatchObject({
      displayName: 'acme.example',
      workspaces: [],
      unknownReason: expect.stringContaining('api:workspaces:read'),
    })
    expect((await companyOf(now)).id).toBe(company.id)
    expect(sent.filter((path) => path === '/v2/workspaces')).toHaveLength(2)
    expect((await companyOf(asking(env, 'b', null).now)).id).not.toBe(company.id)
  })
})

describe('what a journal notes of the company', () => {
  it('costs no request, and neither does the same credential again', async () => {
    const { env } = await home()
    const { now, sent } = asking(env, 'a', WORKSPACES)
    const mark = await companyFingerprint(now)
    expect([mark.company, await isSameCompany(now, mark), sent]).toEqual([null, true, []])
  })

  it('is met by another key of the same company once that is known, never by one of another company', async () => {
    const { env } = await home()
    const begun = asking(env, 'a', WORKSPACES).now
    const second = asking(env, 'b', WORKSPACES).now
    expect(await isSameCompany(second, await companyFingerprint(begun))).toBe(false)
    await companyOf(begun)
    const mark = await companyFingerprint(begun)
    expect(await isSameCompany(second, mark)).toBe(true)
    expect(await isSameCompany(asking(env, 'c', [{ id: '99', name: 'Sales' }]).now, mark)).toBe(false)
    expect(await isSameCompany(asking(env, 'd', null).now, mark)).toBe(false)
  })
})
