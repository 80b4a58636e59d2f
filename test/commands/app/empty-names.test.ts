import { expect, it } from 'vitest'
import { KEYS, run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

it.each([
  ['stats daily --user @ --during last-week', 'there is no name of a file behind @'],
  ['flows bulk-assign 7 --owner k.nakamura@tallyhouse.example --body @', 'there is no name of a file behind @'],
  ['privacy verify @', 'there is no name of a file behind @'],
  ['search hello --in folder:', 'folder: names no folder'],
])('says what is missing behind the sign: %s', async (line, sentence) => {
  const { exit, err, sent } = await run(line, { env: { ...KEYS, GONG_STATE_DIR: emptyFolder() } })
  expect({ exit, isSaid: err.includes(sentence), sent }).toEqual({ exit: 2, isSaid: true, sent: [] })
})
