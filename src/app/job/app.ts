import type { Context } from '../../platform/ports.ts'
import type { Logger, LogOptions } from '../messages/logger.ts'
import type { Progress } from '../messages/progress.ts'
import type { RunCounts } from '../messages/run-counts.ts'
import type { Command } from '../model/command.ts'
import type { Globals } from '../model/globals.ts'
import type { About } from '../model/job.ts'
import type { Sandbox } from './clients.ts'

/** One line of the table of contents: a first word, and where its commands are. Loaded only when it is typed. */
export interface Entry {
  readonly name: string
  readonly summary: string
  /** @param verb typed after it; what else is there may be left out, where it takes much to load */
  readonly load: (verb?: string) => Promise<readonly Command[]>
}

/** What the tool is made of besides its platform: the composition root hands it in. */
export interface App {
  readonly entries: readonly Entry[]
  readonly about: About
  /** The manual page, in the language of roff. */
  readonly manualPage: () => Promise<string>
  readonly openSandbox: (now: () => number) => Promise<Sandbox>
}

/** How a run shows itself to a person: the command line hands it in. */
export interface Terminal {
  readonly logger: (context: Pick<Context, 'stderr'>, options: LogOptions) => Logger
  readonly progress: (context: Context, globals: Globals, counts: RunCounts) => Progress
}
