import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, run, type Setting } from '../../run.ts'
import { bare, bodyOf, handClock, network } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const OWNERS = ['k.nakamura@tallyhouse.example', 'p.tran@tallyhouse.example']

/** A table in a folder of its own. */
function tableOf(heading: string, count: number, line: (at: number) => string): string {
  const path = join(emptyFolder(), 'table.csv')
  writeFileSync(path, `${heading}\n${Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('')}`)
  return path
}

/** Forty tasks, a request and half a second each, before a terminal. */
async function watched(flags: string) {
  const clock = handClock()
  const quiet = network(bare)
  const line = `tasks update --from-file ${tableOf('task', 40, (at) => `${at + 1}`)} --user 7 --status done ${flags}`
  const seen = { shown: [] as string[], stops: 0 }
  const setting: Setting = {
    terminal: true,
    clock,
    startSpinner: async () => ({
      show: (text) => void seen.shown.push(text),
      stop: async () => {
        seen.stops += 1
      },
    }),
    async network(request, signal) {
      if (isChange(request)) await clock.pass(500)
      return await quiet(request, signal)
    },
  }
  return { ...(await run(line, setting)), ...seen }
}

it('progress tells how many lines are done, and what time is left for the others', async () => {
  const { shown } = await watched('')
  const left = shown.flatMap((text) => {
    const [, done, seconds] = /^(\d+) of 40 rows .* (\d+) s left$/.exec(text) ?? []
    return done === undefined ? [] : [{ done: Number(done), seconds: Number(seconds) }]
  })
  expect(left.length).toBeGreaterThan(20)
  for (const { done, seconds } of left) expect(seconds).toBe(Math.ceil((40 - done) * 0.5))
})

it('progress is not hidden and drawn again for each row where the rows go into a file', async () => {
  const [file, screen] = [await watched(`--results ${join(emptyFolder(), 'done.csv')}`), await watched('')]
  expect(file.stops).toBeLessThan(4)
  expect(screen.stops).toBeGreaterThan(30)
})

it('lines of different owners never share a request, in whatever order they stand', async () => {
  const path = tableOf('prospect,owner', 6, (at) => `cool-${at},${OWNERS[at % 2]}`)
  const line = `flows assign 382113028872392068 --from-file ${path} --ignore-cool-off`
  const { exit, out, requests } = await run(`${line} -f csv --fields prospect`)
  expect({ exit, out }).toEqual({ exit: 0, out: 'prospect\ncool-0\ncool-1\ncool-2\ncool-3\ncool-4\ncool-5\n' })
  expect(requests.filter(isChange).map(bodyOf)).toMatchObject([
    { flowInstanceOwnerEmail: OWNERS[0], crmProspectsIds: ['cool-0', 'cool-2', 'cool-4'] },
    { flowInstanceOwnerEmail: OWNERS[1], crmProspectsIds: ['cool-1', 'cool-3', 'cool-5'] },
  ])
})

it('a second run with --lock-wait waits for the first, and then finds nothing left to do', async () => {
  const env = { ...KEYS, ...(await home()).env }
  const company = openSandbox({ now: () => NOW })
  const path = tableOf('call,user', 1, () => '3364161517094170228,k.nakamura@tallyhouse.example')
  const line = `calls access grant --from-file ${path} --results ${path}`
  const disk = diskFiles({ signal: new AbortController().signal })
  let second: ReturnType<typeof run> | undefined
  const first = await run(line.replace(/ --results .*/, ''), {
    env,
    async network(request, signal) {
      if (isChange(request))
        await new Promise<void>((waits) => {
          second = run(`${line.replace(/table.csv$/, 'again.csv')} --lock-wait 1h`, {
            env,
            network: company,
            files: {
              ...disk,
              lockOutput: (name, how) => disk.lockOutput(name, { ...how, onWait: async () => waits() }),
            },
          })
        })
      return await company(request, signal)
    },
  })
  const waited = await second
  expect([first.exit, waited?.exit, waited?.requests.filter(isChange)]).toEqual([0, 0, []])
  expect(readFileSync(path.replace(/table.csv$/, 'again.csv'), 'utf8')).toContain('already granted')
})
