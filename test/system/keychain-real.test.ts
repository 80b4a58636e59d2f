import { cpSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { GONG, gong, start } from '../support/built-tool.ts'
import { atDesktop, lacking } from '../support/real-keychain.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const TOKEN = '{"bearerToken":"sandbox-token"}'
const ADD = 'profiles add work --no-check'
const add = `echo '${TOKEN}' | gong ${ADD}`

const accountIn = (home: string): string =>
  JSON.parse(readFileSync(join(home, 'gong', 'credentials.json'), 'utf8')).key.account

describe('a real gnome-keyring', () => {
  beforeEach(({ skip }) => {
    const what = lacking()
    if (!process.env.CI) skip(what !== undefined, `${what} is not installed`)
    expect(what, 'a Debian package that is not installed').toBeUndefined()
  })

  it('gets the key into its Secret Service, and the kernel gets nothing', async () => {
    const home = emptyFolder()
    const look = "secret-tool search --all service gong 2>&1 | grep -v '^secret'; ! grep gong /proc/keys"
    const { exit, out, err } = await atDesktop(`${add} && ${look}`, home)
    expect({ exit, said: err.includes('kept in the keychain: it works here') }).toEqual({ exit: 0, said: true })
    expect(out.match(/attribute.username = .*/g)).toEqual([`attribute.username = ${accountIn(home)}`])
  })

  it('opens the profiles after the next login', async () => {
    const home = emptyFolder()
    await atDesktop(add, home)
    expect(await atDesktop('gong profiles rename work prod', home)).toMatchObject({ exit: 0 })
  })

  it('holds one key after it was exchanged, and none when the last profile is gone', async () => {
    const count = 'secret-tool search --all service gong 2>&1 | grep -c attribute.username'
    const script = `${add}; gong profiles rekey; ${count}; gong profiles rename work prod; gong profiles remove prod; ${count}`
    const { out } = await atDesktop(script, emptyFolder())
    expect(out.split('\n').filter((line) => /^\d+$/.test(line))).toEqual(['1', '0'])
  })

  it('is said to be locked when it is, with what to do', async () => {
    const { exit, err } = await atDesktop(`${add}; lock; gong profiles rename work prod`, emptyFolder())
    expect(exit).toBe(3)
    expect(err).toContain('error: the keychain is locked\n  try: open the keychain and run it again')
  })
})

describe.runIf(process.platform === 'linux')('without a keychain', () => {
  const keychain = `${ADD} --keys keychain`

  it('says so where no D-Bus is', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
    const { exit, err } = await gong(keychain, { env, stdin: TOKEN })
    expect(exit).toBe(3)
    expect(err).toContain('there is no keychain here: no Secret Service answers on D-Bus\n  try: --keys passphrase')
  })

  it('waits no longer than 3 s for a D-Bus that is silent', async () => {
    const path = join(emptyFolder(), 'bus')
    const bus = createServer().listen(path)
    onTestFinished(() => void bus.close())
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }
    const { exit, err } = await gong(keychain, { env, stdin: TOKEN })
    expect(exit).toBe(3)
    expect(err).toContain('the keychain did not answer within 3 s')
  })

  it('names the package that is missing, and works with a key file', async () => {
    const dist = join(emptyFolder(), 'dist')
    cpSync(dirname(GONG), dist, { recursive: true })
    const env = { GONG_CONFIG_DIR: emptyFolder() }
    const alone = (line: string) =>
      start(process.execPath, [join(dist, 'gong.cjs'), ...line.split(' ')], { env, stdin: TOKEN }).ended
    const asked = await alone(keychain)
    expect(asked.exit).toBe(3)
    expect(asked.err).toContain('the optional package @napi-rs/keyring is not installed\n  try: --keys passphrase')
    expect(await alone(`${ADD} --keys file`)).toMatchObject({ exit: 0 })
  })
})
