import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram } from '../../../src/platform/node/run-program.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const env = { PATH: process.env.PATH ?? '' }
const never = new AbortController().signal

it.skipIf(process.platform === 'win32')(
  'ends when the program does, also where it leaves something running that holds its streams',
  async () => {
    const command = ['sh', '-c', 'sleep 60 & echo $!; exit 3']
    const ended = await runProgram({ command, env, signal: never }, never)
    expect(ended?.exit).toBe(3)
    // It throws for what has ended.
    process.kill(Number(Buffer.from(ended?.stdout ?? []).toString()))
  },
)

it.skipIf(process.platform !== 'linux')(
  'ends when it is told to, also where something outside its group holds its streams',
  async () => {
    const stop = new AbortController()
    const folder = emptyFolder()
    const command = ['sh', '-c', 'setsid sh -c "echo > started; exec sleep 60" & wait']
    const ended = runProgram({ command, env, cwd: folder, signal: stop.signal }, never)
    while (!existsSync(join(folder, 'started'))) await new Promise((resolve) => setImmediate(resolve))
    stop.abort(new Error('too long'))
    await expect(ended).rejects.toThrow('too long')
  },
)
