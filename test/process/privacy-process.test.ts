import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { at, gong, startGong } from '../support/built-tool.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { terminal } from '../support/terminal.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const ERASE = `privacy erase ${BUYER} --yes --confirm ${BUYER}`

/** A company that erases, and what it was asked to erase; `erasing` happens before it answers. */
async function company(erasing: () => Promise<void> = async () => undefined) {
  const answering = openSandbox({ now: () => Date.now() })
  const erased: string[] = []
  const server = await serveSandbox(
    async (request, signal) => {
      if (request.url.includes('/erase-')) {
        erased.push(request.url)
        await erasing()
      }
      return await answering(request, signal)
    },
    { port: 0 },
  )
  onTestFinished(() => server.close())
  const state = emptyFolder()
  return {
    env: { ...at(server.url), GONG_STATE_DIR: state, GONG_CONFIG_DIR: emptyFolder() },
    erased,
    book: () => book(state),
  }
}

function book(state: string): { state: string }[] {
  const folder = join(state, 'receipts')
  const [name] = existsSync(folder) ? readdirSync(folder).filter((one) => one.endsWith('.jsonl')) : []
  if (name === undefined) return []
  const text = readFileSync(join(folder, name), 'utf8').trim()
  return text.split('\n').map((line) => JSON.parse(line))
}

const states = (lines: { state: string }[]) => lines.map(({ state }) => state)

it('keeps the book of receipts for its owner alone', async () => {
  const { env } = await company()
  await gong(ERASE, { env })
  const folder = join(env.GONG_STATE_DIR, 'receipts')
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600])
})

describe('privacy erase at a real terminal', () => {
  const open = async () => {
    const served = await company()
    const { says, type, ended } = terminal(`privacy erase ${BUYER}`, { env: served.env, columns: 140 })
    await says(/type it again/)
    return { ...served, type, ended }
  }

  it('erases once the value is typed again, and leaves a receipt', async () => {
    const { type, ended, erased, book } = await open()
    type(`${BUYER}\r`)
    const { exit } = await ended
    expect({ exit, erased: erased.length, book: states(book()) }).toEqual({
      exit: 0,
      erased: 1,
      book: ['intended', 'accepted'],
    })
  })

  it.each([
    ['another value', 'thandiwe.jovanovic@nettlecombefood.example\r', 9],
    ['a yes', 'y\r', 9],
    ['Enter alone', '\r', 9],
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 9],
  ])('erases nothing after %s', async (_, keys, code) => {
    const { type, ended, erased, book } = await open()
    type(keys)
    const { exit } = await ended
    expect({ exit, erased, book: book() }).toEqual({ exit: code, erased: [], book: [] })
  })
})

describe('a process that dies between the receipt and the answer', () => {
  it('leaves a receipt that says so, and the next run tells it', async () => {
    let strike = () => {}
    const { env, erased, book } = await company(async () => strike())
    const child = startGong(ERASE, { env })
    strike = () => child.kill('SIGKILL')
    await child.ended
    expect({ erased: erased.length, book: states(book()) }).toEqual({ erased: 1, book: ['intended'] })
    strike = () => {}
    const { exit, err } = await gong(ERASE, { env })
    expect({ exit, erased: erased.length }).toEqual({ exit: 9, erased: 1 })
    expect(err).toContain('nobody knows what became of it')
    expect(err).toContain('gong privacy verify')
  })

  it('by Ctrl-C leaves the outcome unknown', async () => {
    let strike = async () => undefined as unknown
    const { env, erased, book } = await company(async () => void (await strike()))
    const child = startGong(ERASE, { env })
    strike = async () => {
      child.kill('SIGINT')
      return await child.ended
    }
    const { exit } = await child.ended
    expect({ exit, erased: erased.length, book: states(book()) }).toEqual({
      exit: 130,
      erased: 1,
      book: ['intended', 'unknown'],
    })
  })
})

it('two processes that erase the same person at once send one request', async () => {
  const { env, erased, book } = await company()
  const both = await Promise.all([gong(ERASE, { env }), gong(ERASE, { env })])
  expect(both.map(({ exit }) => exit).sort()).toEqual([0, 9])
  expect(erased).toHaveLength(1)
  expect(states(book())).toEqual(['intended', 'accepted'])
})

it('never repeats an erasure over a socket that breaks', async () => {
  const { env, erased, book } = await company(() => Promise.reject(new Error('the socket breaks')))
  const { exit } = await gong(ERASE, { env })
  expect({ exit, asked: erased.length, book: states(book()) }).toEqual({
    exit: 7,
    asked: 1,
    book: ['intended', 'unknown'],
  })
})
