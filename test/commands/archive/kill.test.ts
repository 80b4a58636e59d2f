import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Files } from '../../../src/platform/files.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const LINE = 'archive calls transcripts media --media audio --from 2026-05-01 --to 2026-05-18 --dir a'

const company = openSandbox({ now: () => NOW, calls: 12, keptCalls: 12, mediaBytes: 500 })

/** What was asked for, besides the company itself and how much there is. */
function counting(network: HttpTransport) {
  const sent: string[] = []
  const send: HttpTransport = (request, signal) => {
    sent.push(`${request.method} ${request.url} ${String(request.body)}`)
    return network(request, signal)
  }
  return { sent, send }
}

async function sums(files: Files): Promise<readonly string[]> {
  return new TextDecoder()
    .decode(await files.read('a/SHA256SUMS'))
    .split('\n')
    .sort()
}

const whole = memoryFiles()
const machine = crashing(whole, company)
const first = counting(machine.network)
await run(LINE, { network: first.send, files: machine.files, env: ENV })

/** Every fifth moment: before or after a write, a line of the manifest, or a request. */
const moments = Array.from({ length: Math.ceil(machine.moments() / 5) }, (_, at) => at * 5)

describe('an archive whose machine dies', () => {
  it.each(moments)(
    'at moment %i is gone on with, is the same in the end, and asks for nothing twice',
    async (moment) => {
      const files = memoryFiles()
      const dying = crashing(files, company, moment)
      const asked = counting(dying.network)
      await run(LINE, { network: asked.send, files: dying.files, env: ENV })
      const isBegun = (await files.read('a/archive.json')) !== undefined
      const again = counting(company)
      const ran = await run(LINE, { network: again.send, files, env: ENV })
      expect({ exit: ran.exit, sums: await sums(files) }).toEqual({ exit: 0, sums: await sums(whole) })
      const verified = await run('archive --dir a --verify -f json', { files, env: ENV })
      expect({ exit: verified.exit, out: verified.out }).toEqual({ exit: 0, out: '[]\n' })
      // The request in flight, and how much there is where the archive was not begun.
      if (isBegun) expect(asked.sent.length + again.sent.length).toBeLessThanOrEqual(first.sent.length + 2)
    },
  )
})

it('an archive is written under names that the next run uses again, where one is killed', async () => {
  const files = memoryFiles()
  const others: string[] = []
  const watched: Files = {
    ...files,
    write: (path, data, mode, suffix) => {
      if (suffix === undefined) others.push(basename(path))
      return files.write(path, data, mode, suffix)
    },
    create: (path, part, mode) => {
      if (part === undefined) others.push(basename(path))
      return files.create(path, part, mode)
    },
    writeUnsynced: (path, text) => {
      if (path.includes('/a/')) others.push(basename(path))
      return files.writeUnsynced(path, text)
    },
  }
  const { exit, err } = await run(LINE, { network: company, files: watched, env: ENV })
  expect(exit, err).toBe(0)
  // The first file, with which the folder is made; what is left of it is removed.
  expect(others).toEqual(['README.md'])
})
