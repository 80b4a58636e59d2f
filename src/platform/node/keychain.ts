import { execFile } from 'node:child_process'
import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { Keychain } from '../ports.ts'

/** What `bin/keychain-helper.ts` reads from stdin, as JSON. */
export interface KeychainRequest {
  readonly action: 'get' | 'set' | 'remove'
  readonly service: string
  readonly account: string
  /** Empty unless the action is `set`. */
  readonly secret: string
}

/** What it writes to stdout, as JSON. */
export interface KeychainReply {
  readonly secret?: string | undefined
  /** The message of the library. */
  readonly error?: string
}

/** Longer than an unlocked keychain ever needs, and short enough for a person who waits. */
const TIMEOUT_MS = 3000

/** What the messages of the library mean. */
const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/cannot find/i, 'there is no way to the keychain: the optional package @napi-rs/keyring is not installed'],
  [/shared object|dlopen/i, 'the library of the keychain cannot be loaded: the state folder must be one for programs'],
  [/LoadLibrary/, 'the library of the keychain cannot be loaded: it needs the Visual C++ runtime'],
  [/dismissed|locked|interaction is not allowed/i, 'the keychain is locked'],
  [/dbus|d-bus/i, 'there is no keychain here: no Secret Service answers on D-Bus'],
]

/** The keychain of this machine, through a helper process (the path of its program, its environment) that is killed when it does not reply. */
export function systemKeychain(program: string, env: NodeJS.ProcessEnv): Keychain {
  const ask = async (request: KeychainRequest) => secretIn(await runHelper(program, env, JSON.stringify(request)))
  return {
    get: (service, account) => ask({ action: 'get', service, account, secret: '' }),
    set: async (service, account, secret) => {
      await ask({ action: 'set', service, account, secret })
    },
    remove: async (service, account) => {
      await ask({ action: 'remove', service, account, secret: '' })
    },
  }
}

function runHelper(program: string, env: NodeJS.ProcessEnv, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { env, timeout: TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true } as const
    const child = execFile(process.execPath, [program], limits, (error, stdout) => {
      if (error?.killed) reject(noReply())
      else resolve(stdout)
    })
    // A helper that could not start has closed its stdin; `execFile` reports that.
    child.stdin?.on('error', () => undefined).end(input)
  })
}

/** @throws Failure `auth` for what did not work */
function secretIn(text: string): string | undefined {
  const reply = parsedJson(text)
  const { secret, error } = isRow(reply) ? reply : { error: 'its program ended without an answer' }
  if (typeof error === 'string') throw new Failure('auth', meaning(error))
  return typeof secret === 'string' ? secret : undefined
}

function meaning(error: string): string {
  const known = ERRORS.find(([words]) => words.test(error))
  return known?.[1] ?? `the keychain cannot be used: ${error.split('\n', 1)[0]}`
}

function noReply(): Failure {
  const message = `the keychain did not answer within ${TIMEOUT_MS / 1000} s; a window may be asking to unlock it`
  return new Failure('auth', message)
}
