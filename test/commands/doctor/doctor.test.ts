import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { About } from '../../../src/app/model/job.ts'
import { timeAgo } from '../../../src/doctor/finding.ts'
import { isRow, type Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Install } from '../../../src/platform/ports.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { ABOUT, CALL_COUNT, NOW, type Ran, run, type Setting } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const SECRET = 'sandbox-secret'
const KEY = JSON.stringify({ accessKey: 'sandbox', accessKeySecret: SECRET, baseUrl: 'https://us-1.api.gong.io' })
const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DAY = 86_400_000

/** A machine on which everything is as it should be, and `gong` on it. */
async function machine(keys: Readonly<Record<string, string>> = {}) {
  const folder = emptyFolder()
  const env: Record<string, string> = {
    HOME: folder,
    SHELL: '/bin/bash',
    GONG_CONFIG_DIR: join(folder, 'config'),
    GONG_STATE_DIR: join(folder, 'state'),
    ...(Object.keys(keys).length > 0 ? keys : { GONG_KEY_FILE: join(folder, 'key') }),
  }
  const gong = (line: string, setting: Setting = {}): Promise<Ran> =>
    run(line, { random: (count) => randomBytes(count), ...setting, env: { ...env, ...setting.env } })
  mkdirSync(env.GONG_STATE_DIR ?? '', { mode: 0o700 })
  await gong('profiles add work --no-check --rate 0', { stdin: KEY })
  await gong('completion bash -o completions/gong', { files: below(folder) })
  const doctor = async (setting: Setting = {}, flags = '') => {
    const ran = await gong(`doctor -f json ${flags}`, setting)
    return { ...ran, findings: findingsOf(ran) }
  }
  return { folder, gong, doctor }
}

/** Writes what goes to `completions` where bash looks for it. */
function below(folder: string) {
  const files = diskFiles()
  const place = join(folder, '.local/share/bash-completion')
  mkdirSync(join(place, 'completions'), { recursive: true })
  return { ...files, create: (path: string) => files.create(join(place, path)) }
}

function findingsOf({ out }: Ran): Row[] {
  const rows: unknown = JSON.parse(out)
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

function of(findings: readonly Row[], check: string): Row | undefined {
  return findings.find((finding) => finding.check === check)
}

/** A key of the environment, which the sandbox may know. */
function as(accessKey: string) {
  return { GONG_ACCESS_KEY: accessKey, GONG_ACCESS_KEY_SECRET: `${accessKey}-secret`, GONG_RATE: '0' }
}

function gongAt(now: number): HttpTransport {
  return openSandbox({ now: () => now, today: NOW, calls: CALL_COUNT, keptCalls: CALL_COUNT })
}

/** The sandbox with another answer to who asks for a log. */
function logged(answer: Row, status: number): HttpTransport {
  const [gong, log] = [gongAt(NOW), network(() => answer, status)]
  return (...request) => (request[0].url.includes('/v2/logs') ? log : gong)(...request)
}

const away =
  (code: string): HttpTransport =>
  async () => {
    throw Object.assign(new Error('away'), { code })
  }

const NEXT_ADDRESS = expect.stringContaining('Gong shows the base URL of your company under Settings, API')

describe('gong doctor', () => {
  it('finds nothing amiss on a machine where all is well, and ends with 0', async () => {
    const { exit, findings, sent } = await (await machine()).doctor()
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(findings.map(({ check }) => check)).toEqual([
      'gong',
      'install',
      'node',
      'config folder',
      'state folder',
      'profiles',
      'key',
      'journals',
      'bulk',
      'locks',
      'temp files',
      'receipts',
      'completions',
      'fields',
      'credentials',
      'proxy',
      'dns',
      'tls',
      'answer',
      'clock',
      'account',
      'calls',
      'scopes',
      'requests',
    ])
    expect({ exit, requests: sent.length }).toEqual({ exit: 0, requests: 8 })
  })

  it('sends reads alone', async () => {
    const { sent } = await (await machine()).doctor()
    expect(sent).toEqual([
      'GET /v2/workspaces',
      'GET /v2/users',
      'GET /v2/calls',
      'POST /v2/calls/extensive',
      'POST /v2/calls/transcript',
      'GET /v2/logs',
      'POST /v2/stats/interaction',
      'GET /v2/data-privacy/data-for-email-address',
    ])
  })

  it('sends nothing with --offline, and still tells who would be asked', async () => {
    const { exit, sent, findings } = await (await machine()).doctor({}, '--offline')
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(of(findings, 'credentials')?.found).toBe(
      'profile "work", the only one, for https://us-1.api.gong.io; not tried',
    )
    expect(of(findings, 'scopes')).toBeUndefined()
  })

  it('calls unknown, and not well, what it could not learn', async () => {
    const { doctor } = await machine()
    const offline = await doctor({}, '--offline')
    const lacking = network(
      () => ({ requestId: 'r', errors: ["You don't have permission to use 'api:x' in your app."] }),
      401,
    )
    const shut = await doctor({ network: lacking })
    expect(of(offline.findings, 'credentials')).toMatchObject({ status: 'unknown' })
    expect(of(shut.findings, 'account')).toMatchObject({ status: 'unknown' })
    expect(of(shut.findings, 'calls')).toMatchObject({ status: 'unknown' })
    expect(of(shut.findings, 'clock')).toMatchObject({
      status: 'unknown',
      found: expect.stringContaining('not compared'),
    })
  })

  it('keeps to the pace of everybody', async () => {
    const { waits } = await (await machine()).doctor({ env: { GONG_RATE: '3' } })
    expect(waits.length).toBeGreaterThan(3)
  })

  it('looks at the sandbox too, and speaks of no network there', async () => {
    const { exit, findings, sent } = await (await machine()).doctor({}, '--sandbox')
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(of(findings, 'credentials')?.found).toContain('--sandbox')
    expect(of(findings, 'scopes')?.found).toContain('api:data-privacy:read')
    expect(of(findings, 'tls')).toBeUndefined()
  })

  it('shows each finding on a terminal with the next step below it', async () => {
    const { out } = await (await machine()).gong('doctor --offline', { terminal: true, env: { SHELL: '/bin/fish' } })
    expect(out).toMatch(/completions +warning +none is installed for fish\n +→ gong completion fish -o/)
  })

  it('writes nothing secret, whatever is set', async () => {
    const { gong } = await machine({ GONG_PASSPHRASE: 'a long passphrase' })
    const env = {
      HTTPS_PROXY: 'http://user:proxy-word@proxy.example:3128',
      GONG_BEARER_TOKEN: 'sandbox-token',
      GONG_RATE: '0',
    }
    for (const line of ['doctor -f json --debug', 'doctor -f json -p work --debug', 'doctor --log json -p work']) {
      const { out, err } = await gong(line, { env })
      for (const secret of [
        SECRET,
        btoa(`sandbox:${SECRET}`),
        'sandbox-token',
        'a long passphrase',
        'proxy-word',
        'user:',
      ])
        expect(out + err).not.toContain(secret)
      expect(out).toContain('proxy.example:3128')
    }
  })
})

function onNode(version: string): About {
  return { ...ABOUT, version: '1.2.3', runtime: { name: 'node', version } }
}

function installedAs(install: Partial<Install>): About {
  return { ...ABOUT, install: () => ({ ...ABOUT.install(), ...install }) }
}

describe('what it finds on this machine', () => {
  it('how, where and when gong was installed', async () => {
    const about = installedAs({ form: 'executable', path: '/opt/gong', installedMs: NOW - 3 * 86_400_000 })
    const { findings } = await (await machine()).doctor({ about })
    expect(of(findings, 'install')).toEqual({
      check: 'install',
      status: 'ok',
      found: 'executable /opt/gong, installed 3 days ago',
    })
  })

  it('another gong that a shell starts instead', async () => {
    const { findings } = await (await machine()).doctor({ about: installedAs({ other: '/usr/local/bin/gong' }) })
    expect(of(findings, 'install')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('; a shell starts /usr/local/bin/gong'),
    })
  })

  it('an executable, which brings what it runs on', async () => {
    const about: About = { ...installedAs({ form: 'executable' }), runtime: { name: 'bun', version: '1.4.0' } }
    const { findings } = await (await machine()).doctor({ about })
    expect(of(findings, 'node')).toBeUndefined()
    expect(of(findings, 'bun')).toMatchObject({ status: 'ok', found: '1.4.0 on linux x64' })
  })

  it('a Node that is too old', async () => {
    const about = onNode('20.18.1')
    const { exit, findings } = await (await machine()).doctor({ about })
    expect(exit).toBe(8)
    expect(of(findings, 'gong')?.found).toBe('1.2.3')
    expect(of(findings, 'node')).toMatchObject({
      status: 'failure',
      found: '20.18.1 on linux x64; 20.19 or later is needed',
    })
  })

  it('no credential at all', async () => {
    const { exit, out, sent } = await run('doctor -f json', {
      env: { GONG_CONFIG_DIR: emptyFolder(), GONG_STATE_DIR: emptyFolder() },
    })
    expect({ exit, sent }).toEqual({ exit: 8, sent: [] })
    expect(JSON.parse(out)).toContainEqual({
      check: 'credentials',
      status: 'failure',
      found: 'no Gong credential: there is no profile yet, and none in the environment',
      next: 'gong profiles add <name>, or try --sandbox',
    })
  })

  it.skipIf(process.platform === 'win32')('a folder that others may enter', async () => {
    const { folder, doctor } = await machine()
    chmodSync(join(folder, 'config'), 0o755)
    const { exit, findings } = await doctor()
    expect(exit).toBe(0)
    expect(of(findings, 'config folder')).toMatchObject({
      status: 'warning',
      next: `chmod 700 '${join(folder, 'config')}'`,
    })
  })

  it.skipIf(process.platform === 'win32').each([
    ['the store', 'config/credentials.json', 'profiles'],
    ['the key file', 'key', 'key'],
  ])('secrets that others may read: %s', async (_, file, check) => {
    const { folder, doctor } = await machine()
    chmodSync(join(folder, file), 0o644)
    const { exit, findings } = await doctor({}, '--offline')
    expect(exit).toBe(8)
    expect(of(findings, check)).toMatchObject({ status: 'failure', next: `chmod 600 '${join(folder, file)}'` })
  })

  it('a folder that cannot be written', async () => {
    const { folder, doctor } = await machine()
    writeFileSync(join(folder, 'file'), '')
    const { exit, findings } = await doctor({ env: { GONG_STATE_DIR: join(folder, 'file/state') } }, '--offline')
    expect(exit).toBe(8)
    expect(of(findings, 'state folder')).toMatchObject({ status: 'failure', found: expect.stringContaining('cannot') })
  })

  it('a key that is not there', async () => {
    const { folder, doctor } = await machine()
    const { exit, findings, sent } = await doctor({ env: { GONG_KEY_FILE: join(folder, 'none') } })
    expect({ exit, sent }).toEqual({ exit: 8, sent: [] })
    expect(of(findings, 'key')).toMatchObject({
      status: 'failure',
      next: 'set GONG_KEY_FILE to where the key file lies',
    })
    expect(of(findings, 'credentials')).toMatchObject({ status: 'failure' })
  })

  it('a key under a passphrase, which it does not ask for', async () => {
    const { doctor } = await machine({ GONG_PASSPHRASE: 'a long passphrase' })
    const { exit, findings, asked, sent } = await doctor({
      env: { GONG_PASSPHRASE: '' },
      answers: ['a long passphrase'],
    })
    expect({ exit, asked, sent }).toEqual({ exit: 0, asked: [], sent: [] })
    expect(of(findings, 'key')).toMatchObject({ status: 'warning', found: expect.stringContaining('not opened') })
    expect(of(findings, 'credentials')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('not tried'),
    })
  })

  it('a passphrase that is wrong', async () => {
    const { doctor } = await machine({ GONG_PASSPHRASE: 'a long passphrase' })
    const { findings } = await doctor({ env: { GONG_PASSPHRASE: 'another' } })
    expect(of(findings, 'key')).toMatchObject({ status: 'failure', found: expect.stringContaining('wrong') })
  })

  it('a run to stdout that was cut short', async () => {
    const { folder, doctor } = await machine()
    mkdirSync(join(folder, 'state/resume'), { recursive: true })
    writeFileSync(join(folder, 'state/resume/0a1b2c3d.json'), journal)
    const { exit, findings } = await doctor({}, '--offline')
    expect(exit).toBe(0)
    expect(of(findings, 'journals')).toEqual({
      check: 'journals',
      status: 'warning',
      found: `a run of 3 days ago was cut short after 1,200 rows: ${folder}/state/resume/0a1b2c3d.json`,
      next: `the line that began it with --resume 0a1b2c3d goes on; rm '${folder}/state/resume/0a1b2c3d.json' forgets it`,
    })
  })

  it('a file of --out here that is not whole', async () => {
    const real = diskFiles()
    const files = {
      ...real,
      list: async (path: string) => (path === '.' ? ['calls.csv.gong-journal', 'notes.txt'] : await real.list(path)),
      readNoFollow: async (path: string) =>
        path === 'calls.csv.gong-journal' ? Buffer.from(journal) : await real.readNoFollow(path),
    }
    const { findings } = await (await machine()).doctor({ files }, '--offline')
    expect(of(findings, 'journals')).toMatchObject({
      status: 'warning',
      next: "the same line with -o 'calls.csv' goes on, and with --restart begins anew",
    })
  })

  it('journals and locks that are left beside what was written elsewhere', async () => {
    const { folder, gong, doctor } = await machine()
    const out = join(folder, 'out')
    mkdirSync(out)
    await gong(`calls list --from 1d --limit 1 --sandbox -o ${out}/calls.csv`)
    expect(of((await doctor({}, '--offline')).findings, 'locks')).toMatchObject({ status: 'ok' })
    writeFileSync(join(out, 'users.csv.gong-journal'), journal)
    writeFileSync(join(out, 'users.csv.gong-lock'), '4711 build-1 - - token')
    const { findings } = await doctor({}, '--offline')
    expect(of(findings, 'journals')?.found).toContain(`after 1,200 rows: ${out}/users.csv.gong-journal`)
    expect(of(findings, 'locks')).toMatchObject({
      status: 'warning',
      found: `process 4711 on build-1 is writing here, or was killed while it did: ${out}/users.csv.gong-lock`,
      next: expect.stringContaining(`rm '${out}/users.csv.gong-lock'`),
    })
  })

  it('what a killed run was writing beside a file', async () => {
    const { folder, gong, doctor } = await machine()
    const out = join(folder, 'out')
    mkdirSync(out)
    await gong(`calls list --from 1d --limit 1 --sandbox -o ${out}/calls.csv`)
    const left = join(out, `.calls.csv.${crypto.randomUUID()}`)
    writeFileSync(left, 'id\n')
    writeFileSync(join(out, `.mine.csv.${crypto.randomUUID()}`), 'id\n')
    const { findings } = await doctor({}, '--offline')
    expect(findings.filter(({ check }) => check === 'temp files')).toEqual([
      {
        check: 'temp files',
        status: 'warning',
        found: `a run is writing this, or was killed while it did: ${left}`,
        next: `the next run that writes the same file removes it; where none is under way: rm '${left}'`,
      },
    ])
  })

  it('an erasure that is open, and a book of receipts that was altered', async () => {
    const { folder, gong, doctor } = await machine()
    await gong(`privacy erase ${BUYER} --yes --confirm ${BUYER}`)
    expect(of((await doctor({}, '--offline')).findings, 'receipts')).toMatchObject({
      status: 'warning',
      found: '1 erasure is not known to be done',
      next: 'gong privacy requests names them; then gong privacy verify with the list that erase-list took, or with the value',
    })
    const book = join(folder, 'state/receipts/us-1.api.gong.io.jsonl')
    writeFileSync(book, readFileSync(book, 'utf8').replace('intended', 'accepted'))
    const { exit, findings } = await doctor({}, '--offline')
    expect(exit).toBe(8)
    expect(of(findings, 'receipts')).toMatchObject({
      status: 'failure',
      found: `${book}: line 1 was altered`,
      next: 'gong privacy receipts --check',
    })
  })

  it('completions of another version', async () => {
    const { folder, doctor } = await machine()
    const path = join(folder, '.local/share/bash-completion/completions/gong')
    writeFileSync(path, '# older')
    expect(of((await doctor({}, '--offline')).findings, 'completions')).toMatchObject({
      status: 'warning',
      next: `gong completion bash -o '${path}'`,
    })
  })

  it('which proxy the environment names, and whom it leaves out', async () => {
    const { doctor } = await machine()
    const told = async (env: Record<string, string>) =>
      of((await doctor({ env }, '--offline')).findings, 'proxy')?.found
    expect(await told({ HTTPS_PROXY: 'http://u:p@proxy.example:3128' })).toBe(
      'HTTPS_PROXY names proxy.example:3128 for us-1.api.gong.io',
    )
    expect(await told({ HTTPS_PROXY: 'http://proxy.example', NO_PROXY: 'a.example,.gong.io' })).toBe(
      'none on the way to us-1.api.gong.io',
    )
  })
})

describe('what it finds on the way to Gong', () => {
  it.each([
    ['a host that is not there', 'ENOTFOUND', 'dns', 'us-1.api.gong.io is not found'],
    ['a certificate for another host', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'not for us-1.api.gong.io'],
    ['something that does not speak TLS', 'EPROTO', 'tls', 'does not speak TLS'],
    ['a port that nothing listens on', 'ECONNREFUSED', 'answer', 'nothing listens there'],
  ])('%s, with a hint at the base URL and no second try', async (_, code, check, found) => {
    const { exit, findings, sent } = await (await machine()).doctor({ network: away(code) })
    expect({ exit, requests: sent.length }).toEqual({ exit: 8, requests: 1 })
    expect(of(findings, check)).toMatchObject({
      status: 'failure',
      found: expect.stringContaining(found),
      next: NEXT_ADDRESS,
    })
    expect(findings.filter(({ status }) => status === 'failure')).toHaveLength(1)
  })

  it('an authority that Node does not know, with the way to name it', async () => {
    const { findings } = await (await machine()).doctor({ network: away('SELF_SIGNED_CERT_IN_CHAIN') })
    expect(of(findings, 'dns')?.status).toBe('ok')
    expect(of(findings, 'tls')).toMatchObject({
      status: 'failure',
      next: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
  })

  it('an address that redirects, as a wrong base URL does', async () => {
    const redirecting: HttpTransport = async () => ({
      status: 302,
      headers: { location: 'https://app.gong.io/login' },
      body: (async function* () {})(),
    })
    const { exit, findings } = await (await machine()).doctor({ network: redirecting })
    expect(exit).toBe(8)
    expect(of(findings, 'answer')).toMatchObject({ found: expect.stringContaining('wrong base URL?') })
  })

  it.each(['doctor', 'profiles check'])('no answer for long: %s says on stderr what it waits for', async (line) => {
    let wait: (() => void) | undefined
    const later = (ms: number, run: () => void) => {
      wait = ms === 5000 ? run : wait
      return () => undefined
    }
    const stalling: HttpTransport = async () => {
      wait?.()
      throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })
    }
    const clock = { now: () => NOW, sleep: async () => undefined, later }
    const { err } = await (await machine()).gong(line, { clock, network: stalling })
    expect(err).toContain('us-1.api.gong.io has not answered for 5 s; --timeout says how long it is waited for (60)\n')
    expect(err.split('has not answered')).toHaveLength(2)
  })

  it('an answer in time: nothing is said of waiting', async () => {
    const { err } = await (await machine()).doctor({ network: gongAt(NOW) })
    expect(err).not.toContain('has not answered')
  })

  it.each([
    ['a web page', '<html>', 'a web page'],
    ['nothing', '', 'an empty body'],
    ['an error', { requestId: 'r', errors: ['Internal error'] }, 'reports errors: Internal error'],
    ['no list', { requestId: 'r', workspaces: null }, 'has null as "workspaces"'],
    ['somebody else', { ok: true }, 'has no "workspaces"'],
  ])('an answer of success that is %s and not of Gong, and ends with 7', async (_, body, found) => {
    const { folder, gong, doctor } = await machine()
    const { exit, findings, sent, err } = await doctor({ network: network(() => body) })
    expect({ exit, requests: sent.length }).toEqual({ exit: 7, requests: 1 })
    expect(of(findings, 'answer')).toEqual({
      check: 'answer',
      status: 'failure',
      found: expect.stringContaining(found),
      next: NEXT_ADDRESS,
    })
    expect(err).toContain(found)
    expect(err).not.toContain('try: gong doctor')
    const file = join(folder, 'doctor.json')
    expect((await gong(`doctor -o ${file}`, { network: network(() => body) })).exit).toBe(7)
    expect(readFileSync(file, 'utf8')).toContain('"check":"answer"')
  })

  it('an answer of the wrong shape to a later request alike', async () => {
    const { exit, findings } = await (await machine()).doctor({
      network: logged({ requestId: 'r', logEntries: {} }, 200),
    })
    expect(exit).toBe(7)
    expect(of(findings, 'answer')).toMatchObject({ status: 'failure', found: expect.stringContaining('"logEntries"') })
    expect(of(findings, 'credentials')?.status).toBe('ok')
  })

  it('such an answer, whatever else failed', async () => {
    const about = onNode('20.18.1')
    const { exit, findings } = await (await machine()).doctor({ about, network: network(() => '<html>') })
    expect(findings.filter(({ status }) => status === 'failure').map(({ check }) => check)).toEqual(['node', 'answer'])
    expect(exit).toBe(7)
  })

  it.each([
    [429, "Gong's limit is reached: busy"],
    [503, 'Gong answered 503: busy'],
  ])('a Gong that answers %i, which it does not ask again', async (status, found) => {
    const busy = network(() => ({ requestId: 'r', errors: ['busy'] }), status)
    const { exit, findings, sent } = await (await machine()).doctor({ network: busy })
    expect({ exit, requests: sent.length }).toEqual({ exit: 8, requests: 1 })
    expect(of(findings, 'answer')).toMatchObject({ status: 'failure', found, next: expect.stringContaining('again') })
  })

  it('a clock that is wrong by more than two minutes', async () => {
    const { doctor } = await machine()
    const { exit, findings } = await doctor({ network: gongAt(NOW + 150_000) })
    expect(exit).toBe(0)
    expect(of(findings, 'clock')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining("150 s behind the server's"),
    })
    expect(of((await doctor({ network: gongAt(NOW - 90_000) })).findings, 'clock')).toMatchObject({
      status: 'ok',
      found: "90 s ahead of the server's",
    })
  })

  it('no wrong clock where an answer takes minutes to come', async () => {
    const { doctor } = await machine()
    let nowMs = NOW
    const slow: HttpTransport = async (...request) => {
      const answer = await gongAt(nowMs)(...request)
      nowMs += 150_000
      return answer
    }
    const { findings } = await doctor({ network: slow, clock: { now: () => nowMs, sleep: async () => undefined } })
    expect(of(findings, 'clock')).toMatchObject({ status: 'ok', found: "0 s ahead of the server's" })
  })

  it('how many requests the day has had', async () => {
    const { folder, doctor } = await machine()
    expect(of((await doctor()).findings, 'requests')?.found).toBe('8 of 10,000 today (UTC) from this machine')
    const log = join(folder, 'state/pace/us-1.api.gong.io.json')
    writeFileSync(log, JSON.stringify({ sent: [], day: '2026-05-19', count: 9500 }))
    expect(of((await doctor({}, '--offline')).findings, 'requests')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('9,500'),
    })
  })
})

describe('what it finds about the key', () => {
  it('that Gong does not know it, after three requests', async () => {
    const { exit, findings, sent } = await (await machine()).doctor({ env: as('stranger') })
    expect({ exit, requests: sent.length }).toEqual({ exit: 8, requests: 3 })
    expect(of(findings, 'credentials')).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('Gong does not accept these credentials'),
    })
    expect(of(findings, 'answer')?.status).toBe('ok')
  })

  it('the scopes that it lacks, and which commands need them', async () => {
    const { exit, findings } = await (await machine()).doctor({ env: as('reader') })
    expect(exit).toBe(0)
    expect(findings.filter(({ check }) => check === 'scope').map(({ status, next }) => [status, next])).toEqual([
      ['warning', 'give the key api:workspaces:read in Gong: Settings, API'],
      ['warning', 'give the key api:calls:read:extensive in Gong: Settings, API'],
      ['warning', 'give the key api:calls:read:transcript in Gong: Settings, API'],
    ])
    expect(findings.find(({ found }) => String(found).includes('api:workspaces:read'))?.found).toMatch(
      /^the key lacks api:workspaces:read, which gong settings workspaces, gong stats coaching, .* need$/,
    )
    expect(findings.find(({ found }) => String(found).includes('read:transcript,'))?.found).toMatch(
      /^the key lacks api:calls:read:transcript, which gong transcripts get, .* need$/,
    )
    expect(of(findings, 'scopes')?.found).toMatch(/^confirmed: api:users:read, api:calls:read:basic, .*; 31 others are/)
  })

  it('that it may do nothing of what was asked for', async () => {
    const lacking = network(
      () => ({ requestId: 'r', errors: ["You don't have permission to use 'api:x' in your app."] }),
      401,
    )
    const { exit, findings } = await (await machine()).doctor({ network: lacking })
    expect(exit).toBe(8)
    expect(of(findings, 'credentials')?.status).toBe('ok')
    expect(of(findings, 'scopes')).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('none is confirmed'),
    })
  })

  it('that it is not allowed to see calls, when people have played some', async () => {
    const play = { userId: '1', eventTime: '2026-05-18T09:00:00Z', logRecord: { callId: '2' } }
    const played = logged({ requestId: 'r', records: { totalRecords: 1 }, logEntries: [play] }, 200)
    const { exit, findings } = await (await machine()).doctor({ env: as('blind'), network: played })
    expect(exit).toBe(8)
    expect(of(findings, 'calls')).toMatchObject({ status: 'failure', found: expect.stringContaining('not allowed') })
  })

  it('that it sees no calls, without a guess why when nobody played one', async () => {
    const none = { requestId: 'r', errors: ['No logs found corresponding to the provided filters'] }
    const { exit, findings } = await (await machine()).doctor({ env: as('blind'), network: logged(none, 404) })
    expect(exit).toBe(0)
    expect(of(findings, 'calls')).toMatchObject({
      status: 'warning',
      found: 'this key sees no call of a whole year: it may not be allowed to see any, or the company has none',
    })
  })

  it('as much as it could before a limit ended it', async () => {
    const { findings, sent } = await (await machine()).doctor({}, '--max-requests 4')
    expect(sent).toHaveLength(4)
    expect(of(findings, 'calls')?.status).toBe('ok')
    expect(findings.find(({ status }) => status === 'warning')).toMatchObject({
      check: 'scopes',
      found: expect.stringContaining('not all could be probed'),
    })
  })
})

it.each([
  [20_000, 'less than a minute ago'],
  [60_000, '1 minute ago'],
  [150_000, '3 minutes ago'],
  [3 * 3_600_000, '3 hours ago'],
  [DAY * 2, '2 days ago'],
])('tells %d ms as people say it', (ms, said) => {
  expect(timeAgo(ms)).toBe(said)
})

const journal = [
  { version: 3, line: {}, input: {}, company: {}, file: null, began: NOW - 3 * DAY },
  { bytes: 1, rows: 1200, read: 1200, failed: 0, duplicates: 0, settled: null, steps: [] },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('')
