import { execFile } from 'node:child_process'
import { parsedJson } from '../../credentials/parse-json.ts'
import { Failure } from '../../lib/errors.ts'
import { isRow } from '../../lib/rows.ts'
import type { Keychain } from '../ports.ts'

/** What the program in `bin/keychain-helper.ts` is asked, on its stdin. */
export interface Request {
  readonly deed: 'get' | 'set' | 'remove'
  readonly service: string
  readonly account: string
  /** Empty unless it is to be set. */
  readonly secret: string
}

/** What it says, on its stdout. */
export interface Answer {
  readonly secret?: string | undefined
  /** Why it did not work, in the words of the library. */
  readonly trouble?: string
}

/** Milliseconds: longer than a keychain that is open ever needs, shorter than a person waits without a word. */
const patience = 3000

/** What the library means. */
const troubles: readonly (readonly [RegExp, string])[] = [
  [/cannot find/i, 'there is no way to the keychain: the optional package @napi-rs/keyring is not installed'],
  [/dismissed|locked|interaction is not allowed/i, 'the keychain is locked'],
  [/dbus|d-bus/i, 'there is no keychain here: no Secret Service answers on D-Bus'],
]

/** The keychain of this machine, through a process that is ended when it says nothing. `program` is its path. */
export function realKeychain(program: string): Keychain {
  const ask = async (request: Request) => understood(await output(program, JSON.stringify(request)))
  return {
    get: (service, account) => ask({ deed: 'get', service, account, secret: '' }),
    set: async (service, account, secret) => {
      await ask({ deed: 'set', service, account, secret })
    },
    remove: async (service, account) => {
      await ask({ deed: 'remove', service, account, secret: '' })
    },
  }
}

function output(program: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: patience, killSignal: 'SIGKILL', windowsHide: true } as const
    const child = execFile(process.execPath, [program], limits, (error, stdout) => {
      if (error?.killed) reject(silent())
      else resolve(stdout)
    })
    // A program that could not start has closed its stdin, and says so itself.
    child.stdin?.on('error', () => undefined).end(input)
  })
}

/** @throws Failure `auth` for what did not work */
function understood(text: string): string | undefined {
  const answer = parsedJson(text)
  const { secret, trouble } = isRow(answer) ? answer : { trouble: 'its program ended without a word' }
  if (typeof trouble === 'string') throw new Failure('auth', meaning(trouble))
  return typeof secret === 'string' ? secret : undefined
}

function meaning(trouble: string): string {
  const known = troubles.find(([words]) => words.test(trouble))
  return known?.[1] ?? `the keychain cannot be used: ${trouble.split('\n', 1)[0]}`
}

function silent(): Failure {
  const message = `the keychain did not answer within ${patience / 1000} s; a window may be asking to unlock it`
  return new Failure('auth', message)
}
