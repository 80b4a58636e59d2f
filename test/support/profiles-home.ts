import { randomBytes } from 'node:crypto'
import { Failure } from '../../src/lib/errors.ts'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import type { Context } from '../../src/platform/ports.ts'
import { CHEAP, CHEAP_PROOF } from '../run.ts'
import { noKeychain } from './fake-keychains.ts'

interface World {
  readonly env?: Context['env']
  /** What somebody at the terminal types, question by question; without it there is no terminal. */
  readonly typed?: readonly string[]
}

interface Home extends Context {
  /** The questions that were asked. */
  readonly asked: string[]
}

/** A context with a real disk below `folder` and real randomness; whatever else is touched throws. */
export function home(folder: string, { env = {}, typed }: World = {}): Home {
  const asked: string[] = []
  const answers = [...(typed ?? [])]
  const absent = () => {
    throw new Error('this part of the world is not here')
  }
  const answer = async (message: string) => {
    asked.push(message)
    const text = answers.shift()
    if (text === undefined) throw new Failure('declined', 'nobody answers')
    return text
  }
  const output = { isTTY: false, columns: 80, colour: false, closed: false, write: absent }
  return {
    asked,
    env: { GONG_CONFIG_DIR: folder, ...env },
    zone: 'UTC',
    clock: { now: absent, sleep: absent },
    files: diskFiles(),
    keychain: noKeychain,
    stdin: { isTTY: false, bytes: absent, chunks: absent },
    stdout: output,
    stderr: output,
    print: absent,
    prompts: { available: typed !== undefined, text: answer, secret: answer, confirm: absent },
    startSpinner: absent,
    loadDuckDb: async () => undefined,
    connectPostgres: absent,
    runStatement: absent,
    runProgram: async () => undefined,
    jq: absent,
    network: absent,
    openBrowser: absent,
    startCallbackServer: absent,
    startHttpServer: absent,
    allowDrain: absent,
    keepHeapSmall: absent,
    interrupted: new AbortController().signal,
    random: (count) => randomBytes(count),
    scryptCost: CHEAP,
    proofCost: CHEAP_PROOF,
  }
}
