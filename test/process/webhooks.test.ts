import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gong, startGong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { eventBody } from '../support/signed-event.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const PATH = '/5f2c8a90b1d34e67a1b2'
const BODY = eventBody('7782342274025937895')

/** Servers of events, one after the other, that hand them to a line of the shell. */
function servers() {
  const cwd = emptyFolder()
  const env = {
    GONG_DATA_DIR: join(cwd, 'data'),
    GONG_STATE_DIR: join(cwd, 'state'),
    GONG_CONFIG_DIR: join(cwd, 'config'),
  }
  writeFileSync(join(cwd, 'secret'), PATH)
  writeFileSync(join(cwd, 'keep.sh'), 'cat > got.json\n')
  const listen = async (command: string) => {
    const words = [
      'webhooks',
      'listen',
      '--port',
      '0',
      '--secret-path',
      'secret',
      '--lock-wait',
      '10s',
      '--exec',
      command,
    ]
    const started = startGong(words, { cwd, env })
    const [, url = ''] = /"url":"([^"]+)"/.exec(await started.says(/"url":"[^"]+"/)) ?? []
    return { ...started, url }
  }
  /** One whose line has begun, and takes so many seconds. */
  const listenBusily = async (seconds: number) => {
    writeFileSync(join(cwd, 'hang.sh'), `: > begun\nsleep ${seconds}\n`)
    const busy = await listen('sh hang.sh')
    expect((await fetch(busy.url + PATH, { method: 'POST', body: BODY })).status).toBe(200)
    while (!existsSync(join(cwd, 'begun'))) await fetch(`${busy.url}/healthz`)
    return busy
  }
  return { cwd, listen, listenBusily }
}

it('a server of events that is killed loses none that it answered, says which may run again, and ends with 0', async () => {
  const { cwd, listen, listenBusily } = servers()
  const first = await listenBusily(2)
  first.kill('SIGKILL')
  await first.ended
  const second = await listen('sh keep.sh')
  const isDone = async () => (await (await fetch(`${second.url}/metrics`)).text()).includes('outcome="done"} 1')
  while (!(await isDone()));
  expect((await fetch(second.url + PATH, { method: 'POST', body: BODY })).status).toBe(200)
  second.kill('SIGTERM')
  const { exit, err } = await second.ended
  expect([exit, err]).toEqual([0, expect.stringMatching(/may run a second time[\s\S]*0 events received, none waits/)])
  expect(JSON.parse(readFileSync(join(cwd, 'got.json'), 'utf8'))).toMatchObject({ source: 'gong', isTest: false })
})

it('a server of events that waits for what it has begun ends at a later signal', async () => {
  const { listenBusily } = servers()
  const { kill, ended, url } = await listenBusily(100)
  let isThere = true
  const ending = ended.then(({ exit }) => {
    isThere = false
    return exit
  })
  while (isThere) {
    kill('SIGTERM')
    await fetch(`${url}/healthz`).catch(() => undefined)
  }
  expect(await ending).toBe(130)
})

it('as many events as are asked for leave at the same time, and Node takes them for no leak', async () => {
  const { url } = await sandboxServer()
  const { out, err } = await gong(`sandbox fire ${url}${PATH} --events 30 --burst 30 -f jsonl`)
  expect(out.trim().split('\n')).toHaveLength(30)
  expect(err).not.toContain('Warning')
})
