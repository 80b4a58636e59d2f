import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gong } from '../support/built-tool.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

it('loses no profile and no setting of twelve processes that add to a new store at once', async () => {
  const folder = emptyFolder()
  const env = { GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state') }
  const names = Array.from({ length: 12 }, (_, index) => `p${String.fromCharCode(97 + index)}`)
  const added = await Promise.all(
    names.map((name, index) =>
      gong(`profiles add ${name} --keys file --no-check --rate ${index + 1}`, {
        env,
        stdin: JSON.stringify({ bearerToken: name }),
      }),
    ),
  )
  expect(added.map(({ exit, err }) => ({ exit, err: exit === 0 ? '' : err }))).toEqual(
    names.map(() => ({ exit: 0, err: '' })),
  )
  const { out } = await gong('profiles list -f json', { env })
  const listed: { name: string; rate: number }[] = JSON.parse(out)
  expect(listed.map(({ name, rate }) => [name, rate])).toEqual(names.map((name, index) => [name, index + 1]))
  for (const name of names) {
    const opened = await gong(`users list --dry-run -p ${name}`, { env })
    expect({ exit: opened.exit, err: opened.exit === 0 ? '' : opened.err }, name).toEqual({ exit: 0, err: '' })
  }
  expect(readdirSync(join(folder, 'config')).sort()).toEqual(['credentials.json', 'key', 'settings.json'])
})
