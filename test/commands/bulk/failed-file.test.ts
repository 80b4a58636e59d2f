import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { home, KEYS, run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { isChange } from '../../support/requests.ts'

const TABLE = 'call,user\n12345,7\n'

/** Grants what a table says, and writes the failed lines to a path in the folder of the table. */
async function failedInto(name: string, make: (folder: string) => void = () => undefined) {
  const { folder, env } = await home()
  const table = join(folder, 'access.csv')
  writeFileSync(table, TABLE)
  make(folder)
  const line = `calls access grant --from-file ${table} --failed ${join(folder, name)}`
  const { exit, err, requests } = await run(line, { env: { ...KEYS, ...env } })
  return { exit, err, changes: requests.filter(isChange).length, folder, table: readFileSync(table, 'utf8') }
}

it.each([
  ['the table itself', 'access.csv', () => undefined, 'is the table itself'],
  [
    'a link to the table',
    'link.csv',
    (folder: string) => symlinkSync(join(folder, 'access.csv'), join(folder, 'link.csv')),
    'is the table itself',
  ],
  ['a folder', 'folder', (folder: string) => mkdirSync(join(folder, 'folder')), 'it is a folder'],
  ['a file in a folder that is missing', 'none/failed.csv', () => undefined, 'its folder does not exist'],
  ['a workbook', 'failed.xlsx', () => undefined, 'not as a workbook'],
])('--failed refuses %s before anything is sent', async (_, name, make, message) => {
  const { exit, err, changes, table } = await failedInto(name, make)
  expect({ exit, changes, table }).toEqual({ exit: 2, changes: 0, table: TABLE })
  expect(err).toContain(message)
})

it('--failed leaves no part of a file behind where the disk is full', async () => {
  const files = memoryFiles({ 'access.csv': TABLE })
  const parts = { begun: 0, over: 0 }
  const full: typeof files = {
    ...files,
    async create(...given) {
      const file = await files.create(...given)
      if (!given[0].endsWith('failed.csv')) return file
      parts.begun += 1
      return {
        ...file,
        write: () => Promise.reject(new Failure('local', 'no space is left on the disk')),
        discard: async () => {
          parts.over += 1
          await file.discard()
        },
      }
    },
  }
  const { exit } = await run('calls access grant --from-file access.csv --failed failed.csv', { files: full })
  expect({ exit, parts }).toEqual({ exit: 10, parts: { begun: 2, over: 2 } })
})

it('--results without a name is refused before anything is asked', async () => {
  const files = memoryFiles({ 'access.csv': TABLE })
  const ran = await run(['calls', 'access', 'grant', '--from-file', 'access.csv', '--results', ''], { files })
  expect({ exit: ran.exit, sent: ran.sent }).toEqual({ exit: 2, sent: [] })
  expect(ran.err).toContain('--results is empty')
})
