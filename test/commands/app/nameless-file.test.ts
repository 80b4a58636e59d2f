import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TABLE = join(emptyFolder(), 'people.csv')
writeFileSync(TABLE, 'prospect\n003750784324015331\n')
const ASSIGN = ['flows', 'assign', '382113028872392068', '--owner', 'k.nakamura@tallyhouse.example', '--from-file']

it.each([
  ['--out', ['calls', 'list', '--during', 'last-week']],
  ['--status', ['calls', 'list', '--during', 'last-week']],
  ['--from-file', ASSIGN.slice(0, -1)],
  ['--results', [...ASSIGN, TABLE]],
  ['--failed', [...ASSIGN, TABLE]],
  ['--file', ['flows', 'bulk-assign', ...ASSIGN.slice(2, -1)]],
  ['--receipt', ['privacy', 'erase', 'jo@doe.example']],
  ['--dir', ['calls', 'download', '7782342274025937895']],
])('%s without a name is refused before anything is asked', async (flag, line) => {
  const { exit, err, requests } = await run([...line, flag, ''])
  expect({ exit, asked: requests.length, err }).toEqual({
    exit: 2,
    asked: 0,
    err: expect.stringContaining(`${flag} is empty`),
  })
})
