import type { ReadClient } from '../../api/client.ts'
import type { ClientOptions } from '../../api/client-options.ts'
import type { Pace } from '../../api/pace.ts'
import type { ChangeLog } from '../../api/pace-log.ts'
import type { Company } from '../../company/company.ts'
import type { ChosenCredential } from '../../credentials/choose-profile.ts'
import type { Json } from '../../lib/rows.ts'
import type { FileLock } from '../../platform/files.ts'
import type { HttpTransport } from '../../platform/http.ts'
import type { Context, Install } from '../../platform/ports.ts'
import type { Globals } from './globals.ts'

/** What runs here: this tool, and what it runs on. */
export interface About {
  readonly version: string
  readonly runtime: { readonly name: 'node' | 'bun'; readonly version: string }
  /** Such as `linux x64`. */
  readonly platform: string
  /** Looks at the disk. */
  readonly install: () => Install
}

export type Credential = Pick<ChosenCredential, 'baseUrl' | 'authorization' | 'renew' | 'rate'>

/** For what listens to the wire, or counts each request that it costs. */
export interface ClientOverrides extends Partial<Pick<ClientOptions, 'send' | 'retry'>> {
  /** Keeps the pace together with other machines. */
  readonly together?: ((log: ChangeLog) => ChangeLog) | undefined
}

/** What every command may use besides its input. Nothing of it can change anything in Gong. */
export interface Job {
  readonly context: Context
  readonly globals: Globals
  readonly about: About
  /** The words that were typed, for a hint that repeats them. */
  readonly argv: readonly string[]
  /** Reads from the company of the chosen profile, which is opened with the first request. @throws Failure `auth` as `chosen` */
  readonly read: ReadClient
  /** The same for a credential that is not stored yet, or with other client options. Prefer `read`. */
  readAs(credential: Credential, overrides?: ClientOverrides): ReadClient
  /** The bare network, or the sandbox in its place, for links that Gong gives out: no key, no pace, no second try. */
  readonly send: HttpTransport
  /** Whose credentials are used, and why. @throws Failure `auth` when there is no profile. */
  chosen(): Promise<ChosenCredential>
  /** Which company is asked; the first run of a credential costs a request for it. @throws Failure as `companyOf` */
  company(): Promise<Company>
  /** One line for a person, on stderr. */
  say(line: string): Promise<void>
  /** The same for what must not be missed: never dimmed. */
  warn(line: string): Promise<void>
  /** What a page or a workbook says about its rows besides the command, such as their period. */
  describe(label: string, text: string): void
  /** How many requests this run has sent so far, those that were tried again included. */
  requestCount(): number
  /** What `now` and `7d` are counted from, ms: frozen when it is first asked for, and the same for the whole run. */
  moment(): number
  /**
   * Takes a file or a folder that this run writes, for it alone, and removes what killed runs were writing there.
   *
   * @param isOwn which files of a folder only such runs write
   * @returns what throws when the lock was lost meanwhile, to be asked before something is written there
   * @throws Failure `declined` while another run writes it
   */
  claim(path: string, isOwn?: (name: string) => boolean): Promise<FileLock['assertHeld']>
}

/** What `rows` of a query may use. */
export interface QueryJob extends Job {
  /** The steps of an earlier run, for a pull to go on after; `null` for the start, absent where none could go on. */
  readonly after?: Json
}

/** What `plan` of a change may use: it reads, also in a dry run, and sends nothing else. */
export interface ChangeJob extends Job {
  /** The words of the command and what was typed without a flag, such as `gong meetings delete 42`. */
  readonly line: string
}

/** What `run` of a local command may use. */
export interface LocalJob extends Job {
  /** Waits until the limit has room for a request to the company of the chosen profile: for runs within this one. */
  readonly pace: Pace
}
