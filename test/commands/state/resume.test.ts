import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NewFile } from '../../../src/platform/files.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Context } from '../../../src/platform/ports.ts'
import { home, KEYS, NOW, type Ran, run, type Setting } from '../../run.ts'
import { bodyOf, network, queryOf } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const LIST = 'calls list --from 2026-05-01 --to 2026-05-03 --tz UTC'

/**
 * A company with a call every two hours of two days, three on a page, so eight pages; it says that there are 2,500 calls,
 * so that the window is cut in two. Only so many pages, counted through both parts, are given: then there is no answer.
 */
function company(most = Number.POSITIVE_INFINITY) {
  const asked: string[] = []
  const send = network((request) => {
    const { fromDateTime = '', toDateTime = '', cursor = '0' } = queryOf(request)
    const all = Array.from({ length: 24 }, (_, at) => Date.UTC(2026, 4, 1) + at * 7_200_000)
    const here = all.filter((at) => at >= Date.parse(fromDateTime) && at < Date.parse(toDateTime))
    const from = Number(cursor)
    const page = here.slice(from, from + 3)
    if (all.indexOf(page[0] ?? 0) / 3 >= most) return '<html>'
    asked.push(`${fromDateTime} ${cursor}`)
    const calls = page.map((at) => ({ id: String(at), title: `At ${at}`, extra: from }))
    const next = from + 3 < here.length ? { cursor: String(from + 3) } : {}
    return { requestId: 'r', records: { totalRecords: 2500, ...next }, calls }
  })
  return { send, asked }
}

async function undisturbed(flags: string, name: string): Promise<string> {
  const path = join(emptyFolder(), name)
  await run(`${LIST} -q -o ${path} ${flags}`, { network: company().send })
  return readFileSync(path, 'latin1')
}

describe('a pull into a file that was cut short', () => {
  it.each([
    ['calls.csv', ''],
    ['calls.csv', '--fields id,title'],
    ['calls.tsv', ''],
    ['calls.json', ''],
    ['calls.jsonl', ''],
    ['calls.txt', '-f table'],
    ['calls.raw', '-f raw'],
    ['calls.jsonl', '--jq .title'],
    ['calls.csv.gz', ''],
    ['calls.jsonl', '--limit 20'],
  ])('is gone on with by the same command: %s %s', async (name, flags) => {
    const path = join(emptyFolder(), name)
    const line = `${LIST} -q --no-retry -o ${path} ${flags}`
    const exits: number[] = []
    for (const pages of [1, 2, 5, 6, 8]) exits.push((await run(line, { network: company(pages).send })).exit)
    expect(exits).toEqual([7, 7, 7, 7, 0])
    expect(readFileSync(path, 'latin1')).toBe(await undisturbed(flags, name))
    expect(readdirSync(join(path, '..'))).toEqual([name])
  })

  it('compresses what can be read as one', async () => {
    const path = join(emptyFolder(), 'calls.csv.gz')
    await run(`${LIST} -q --no-retry -o ${path}`, { network: company(3).send })
    await run(`${LIST} -q -o ${path}`, { network: company().send })
    expect(gunzipSync(readFileSync(path)).toString()).toBe(await undisturbed('', 'calls.csv'))
  })

  it('asks for no page again that is on the disk, and not for the total either', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const line = `${LIST} -q --no-retry -o ${path}`
    await run(line, { network: company(5).send })
    const before = readFileSync(`${path}.gong-part`, 'utf8').trim().split('\n').length
    const { send, asked } = company()
    await run(line, { network: send })
    expect(asked).toHaveLength((24 - before) / 3)
  })

  it('keeps its window, although the clock has gone on', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const line = `calls list --from 20d -q --no-retry -o ${path}`
    const first = await run(line, { network: company(2).send })
    const { requests } = await run(line, { network: company().send, now: NOW + 3_600_000 })
    const end = (ran: Pick<Ran, 'requests'>) =>
      ran.requests
        .map((one) => queryOf(one).toDateTime ?? '')
        .sort()
        .at(-1)
    expect(end({ requests })).toBe(end(first))
  })

  it('starts its slice again when the cursor has died since, without double rows', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const line = `${LIST} -q --no-retry -o ${path}`
    await run(line, { network: company(4).send })
    const { send } = company()
    let dead = true
    await run(line, {
      network: async (request, signal) => {
        if (!dead || queryOf(request).cursor === undefined) return await send(request, signal)
        dead = false
        return network(() => ({ requestId: 'r', errors: ['cursor has expired'] }), 400)(request, signal)
      },
    })
    expect(readFileSync(path, 'utf8')).toBe(await undisturbed('', 'calls.jsonl'))
  })

  it('says what is kept, and what it goes on after', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const line = `${LIST} --no-retry -o ${path}`
    const first = await run(line, { network: company(4).send })
    const second = await run(line, { network: company().send })
    expect(first.err).toMatch(/^12 rows are written; the same command goes on from there, --restart begins anew$/m)
    expect(second.err).toMatch(/^goes on after the 12 rows of 2026-05-19T12:00:00Z; dates mean what they meant then$/m)
    expect(second.err).toMatch(/^24 rows, 4 requests/m)
  })

  it('goes on in the middle of a list of ids that is cut into batches', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const ids = Array.from({ length: 250 }, (_, index) => String(1000 + index))
    const line = ['calls', 'details', ...ids, '-q', '--no-retry', '-o', path]
    const answering = (fails: (batch: number) => boolean) =>
      network((request, index) => {
        const { filter } = bodyOf(request) as { filter: { callIds: string[] } }
        return fails(index) ? '<html>' : { requestId: 'r', records: {}, calls: filter.callIds.map(metaOf) }
      })
    const metaOf = (id: string) => ({ metaData: { id } })
    await run(line, { network: answering((batch) => batch === 1) })
    const { sent } = await run(line, { network: answering(() => false) })
    const rows = readFileSync(path, 'utf8').trim().split('\n')
    expect(sent).toHaveLength(2)
    expect(rows.map((row) => JSON.parse(row).metaData.id)).toEqual(ids)
  })
})

describe('what an earlier run has left is refused for', () => {
  const cutShort = async (line: string) => {
    const path = join(emptyFolder(), 'calls.csv')
    await run(`${line} --no-retry -o ${path}`, { network: company(3).send })
    return path
  }

  it.each([
    ['other fields', `${LIST} --fields id`, '--fields'],
    ['another command', 'users list', 'command'],
    ['another workspace', `${LIST} -w 42`, '--workspace'],
    ['another limit', `${LIST} --limit 3`, '--limit'],
  ])('%s, and says so', async (_, line, what) => {
    const path = await cutShort(LIST)
    const { exit, err, sent } = await run(`${line} -o ${path}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(`another command line was interrupted here: it had another ${what}`)
    expect(err).toContain('--restart')
  })

  it('another format, for a file whose ending names none', async () => {
    const path = join(emptyFolder(), 'calls')
    await run(`${LIST} -f csv --no-retry -o ${path}`, { network: company(3).send })
    const { exit, err, sent } = await run(`${LIST} -f jsonl -o ${path}`)
    expect({ exit, sent, said: err.includes('it had another --format') }).toEqual({ exit: 2, sent: [], said: true })
  })

  it('another company', async () => {
    const path = await cutShort(LIST)
    const env = { ...KEYS, GONG_BASE_URL: 'https://us-99.api.gong.io' }
    const { exit, err } = await run(`${LIST} -o ${path}`, { env })
    expect({ exit, said: err.includes('it had another --profile') }).toEqual({ exit: 2, said: true })
  })

  it('dates that mean other days by now', async () => {
    const path = await cutShort('calls list --from 20d')
    const { exit, err } = await run(`calls list --from 20d -o ${path}`, { now: NOW + 2 * 86_400_000 })
    expect({ exit, said: err.includes('its dates were other ones') }).toEqual({ exit: 2, said: true })
  })

  it.each([
    ['a journal of another version', (text: string) => text.replace('"version":3', '"version":2'), 'another version'],
    ['a damaged journal', (text: string) => text.slice(0, 40), 'is damaged'],
  ])('%s', async (_, change, why) => {
    const path = await cutShort(LIST)
    writeFileSync(`${path}.gong-journal`, change(readFileSync(`${path}.gong-journal`, 'utf8')))
    const { exit, err, sent } = await run(`${LIST} -o ${path}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(why)
  })

  it('a part that has lost its end', async () => {
    const path = await cutShort(LIST)
    writeFileSync(`${path}.gong-part`, 'id')
    const { exit, err, sent } = await run(`${LIST} -o ${path}`)
    expect({ exit, sent, said: err.includes('has lost its end') }).toEqual({ exit: 2, sent: [], said: true })
  })

  it('nothing any more with --restart', async () => {
    const path = await cutShort(LIST)
    const flags = `--fields title --restart -q -o ${path}`
    const { exit } = await run(`${LIST} ${flags}`, { network: company().send })
    expect(exit).toBe(0)
    expect(readFileSync(path, 'latin1')).toBe(await undisturbed('--fields title', 'calls.csv'))
  })
})

it('does not write through a link that somebody has laid where the part goes', async () => {
  const folder = emptyFolder()
  const path = join(folder, 'calls.csv')
  const { symlinkSync } = await import('node:fs')
  writeFileSync(join(folder, 'precious'), 'precious')
  symlinkSync(join(folder, 'precious'), `${path}.gong-part`)
  const { exit } = await run(`${LIST} -o ${path}`, { network: company().send })
  expect([exit, readFileSync(join(folder, 'precious'), 'utf8')]).toEqual([2, 'precious'])
})

/** The disk of a machine that dies at its n-th deed, after which nothing is done any more. */
function mortal(last: number): { readonly files: Context['files']; readonly died: () => boolean } {
  const files = diskFiles()
  let left = last
  const deed = async <T>(run: () => Promise<T>): Promise<T> => {
    left -= 1
    if (left < 0) throw new Error('the machine is dead')
    return await run()
  }
  const file = (real: NewFile): NewFile => ({
    get size() {
      return real.size
    },
    regular: real.regular,
    resumable: real.resumable,
    write: (chunk) => deed(() => real.write(chunk)),
    flush: () => deed(() => real.flush()),
    commit: () => deed(() => real.commit()),
    // What a dead process has open is closed for it.
    keep: () => (left < 0 ? real.keep() : deed(() => real.keep())),
    discard: () => (left < 0 ? real.keep() : deed(() => real.discard())),
  })
  return {
    died: () => left < 0,
    files: {
      ...files,
      write: (...args) => deed(() => files.write(...args)),
      append: async (...args) => {
        const real = await deed(() => files.append(...args))
        return {
          ...real,
          write: (chunk) => deed(() => real.write(chunk)),
          sync: () => deed(() => real.sync()),
        }
      },
      remove: (...args) => deed(() => files.remove(...args)),
      create: async (...args) => file(await deed(() => files.create(...args))),
    },
  }
}

it('is whole in the end, wherever the machine dies', async () => {
  const whole = await undisturbed('', 'calls.csv')
  const path = join(emptyFolder(), 'calls.csv')
  const line = `${LIST} -q -o ${path}`
  for (let deeds = 0, died = true; died; deeds += 1) {
    const machine = mortal(deeds)
    await run(line, { network: company().send, files: machine.files })
    died = machine.died()
    expect([undefined, whole]).toContain(existsSync(path) ? readFileSync(path, 'latin1') : undefined)
    const { exit } = await run(line, { network: company().send })
    expect({ exit, text: readFileSync(path, 'latin1'), left: readdirSync(join(path, '..')) }).toEqual({
      exit: 0,
      text: whole,
      left: ['calls.csv'],
    })
    rmSync(path)
  }
})

describe('a pull to stdout that was cut short', () => {
  const setting = async (): Promise<Setting> => ({ env: { ...KEYS, ...(await home()).env } })
  const again = (err: string) => /to go on: gong (.*)$/m.exec(err)?.[1] ?? ''

  it.each(['jsonl', 'csv', 'tsv', 'raw'])('says the command that goes on, which gives the rest: %s', async (format) => {
    const env = await setting()
    const line = `${LIST} --no-retry -f ${format}`
    const whole = await run(line, { ...env, network: company().send })
    const first = await run(line, { ...env, network: company(3).send })
    const second = await run(again(first.err), { ...env, network: company(5).send })
    const third = await run(again(second.err), { ...env, network: company().send })
    expect([first.exit, second.exit, third.exit]).toEqual([7, 7, 0])
    expect(first.out + second.out + third.out).toBe(whole.out)
  })

  it('is whole JSON up to there when --max-requests ends it, and the rest is, too', async () => {
    const env = await setting()
    const first = await run(`${LIST} --max-requests 3`, { ...env, network: company().send })
    const second = await run(again(first.err).replace(' --max-requests 3', ''), { ...env, network: company().send })
    expect([first.exit, second.exit]).toEqual([6, 0])
    expect([...JSON.parse(first.out), ...JSON.parse(second.out)]).toHaveLength(24)
  })

  it('says the line as a shell must read it', async () => {
    const argv = [...LIST.split(' '), '--no-retry', '--fields', "id,it's"]
    const { err } = await run([...argv, '-f', 'raw'], { network: company(3).send })
    expect(err).toContain('--fields')
    const quoted = await run([...LIST.split(' '), '--jq', '.id | "a b"', '-f', 'jsonl', '--no-retry'], {
      ...(await setting()),
      network: company(3).send,
    })
    expect(again(quoted.err)).toContain(`--jq '.id | "a b"' -f jsonl --no-retry --resume`)
  })

  it('goes on after a run that had --restart, since the line leaves that out', async () => {
    const env = await setting()
    const first = await run(`${LIST} --no-retry -f jsonl --restart`, { ...env, network: company(3).send })
    const second = await run(again(first.err), { ...env, network: company().send })
    expect(again(first.err)).not.toContain('--restart')
    expect([second.exit, second.out.split('\n').length]).toEqual([0, 24 - 9 + 1])
  })

  it('is remembered until it is done, and no longer', async () => {
    const env = await setting()
    const first = await run(`${LIST} --no-retry -f jsonl`, { ...env, network: company(3).send })
    await run(again(first.err), { ...env, network: company().send })
    const { exit, err } = await run(again(first.err), env)
    expect({ exit, said: err.includes('nothing is known of an interrupted run') }).toEqual({ exit: 2, said: true })
  })

  it.each([
    ['../../etc/passwd', 'is no name of an interrupted run'],
    ['00000000', 'nothing is known of an interrupted run'],
  ])('refuses --resume %s', async (name, why) => {
    const { exit, err, sent } = await run(`${LIST} --resume ${name}`, await setting())
    expect({ exit, sent, said: err.includes(why) }).toEqual({ exit: 2, sent: [], said: true })
  })

  it('ends for its own reason where nothing can be remembered', async () => {
    const env = { ...KEYS, GONG_STATE_DIR: '/dev/null/no' }
    const { exit, err } = await run(`${LIST} --no-retry -f jsonl`, { env, network: company(3).send })
    expect({ exit, offered: err.includes('to go on') }).toEqual({ exit: 7, offered: false })
  })
})

it.each([
  ['calls get 42 --restart', 'is not a long list'],
  ['calls list --resume 00000000 -o a.csv', 'leave out --resume'],
  ['calls list --resume 00000000 --restart', 'leave out one of the two'],
])('refuses %s', async (line, why) => {
  const { exit, err, sent } = await run(line)
  expect({ exit, sent, said: err.includes(why) }).toEqual({ exit: 2, sent: [], said: true })
})
