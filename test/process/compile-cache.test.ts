import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTABLE, gong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** A state folder, and where Node would keep a cache if nobody told it where. */
function folders() {
  const [state, tmp] = [emptyFolder(), emptyFolder()]
  return { state, tmp, compiled: join(state, 'compiled'), env: { GONG_STATE_DIR: state, TMPDIR: tmp } }
}

const HELP = 'calls list --help'

describe.skipIf(enableCompileCache === undefined || EXECUTABLE !== undefined)('what V8 has compiled', () => {
  it('is kept in the state folder, and nowhere else', async () => {
    const { tmp, compiled, env } = folders()
    const first = await gong(HELP, { env })
    expect(readdirSync(compiled)).toHaveLength(1)
    expect(readdirSync(tmp)).toEqual([])
    expect(await gong(HELP, { env })).toEqual(first)
  })

  it('is kept once Gong has been asked', async () => {
    const server = await sandboxServer()
    const home = emptyFolder()
    const env = { ...server.env, GONG_RATE: '3', HOME: home }
    await gong(HELP, { env })
    expect(readdirSync(home)).toEqual([])
    await gong('users list', { env })
    await gong(HELP, { env })
    expect(readdirSync(join(home, '.local/state/gong'))).toContain('compiled')
  })

  it('is not taken from a folder that others may write', async () => {
    const { compiled, env } = folders()
    mkdirSync(compiled)
    chmodSync(compiled, 0o777)
    expect((await gong(HELP, { env })).exit).toBe(0)
    expect(readdirSync(compiled)).toEqual([])
  })

  it('is not kept in a state folder that others may write', async () => {
    const { state, env } = folders()
    chmodSync(state, 0o777)
    expect((await gong(HELP, { env })).exit).toBe(0)
    expect(readdirSync(state)).toEqual([])
  })

  it('goes where NODE_COMPILE_CACHE says', async () => {
    const { compiled, tmp, env } = folders()
    expect((await gong(HELP, { env: { ...env, NODE_COMPILE_CACHE: tmp } })).exit).toBe(0)
    expect(readdirSync(compiled)).toEqual([])
    expect(readdirSync(tmp)).toHaveLength(1)
  })
})

it.runIf(enableCompileCache === undefined)('leaves no cache where Node keeps none', async () => {
  const { state, tmp, env } = folders()
  await gong(HELP, { env })
  expect([readdirSync(state), readdirSync(tmp)]).toEqual([[], []])
})
