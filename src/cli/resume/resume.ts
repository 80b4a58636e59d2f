import { once } from '../../once.ts'
import { type Left, type Stand, writeJournal } from '../../output/journal.ts'
import type { Format } from '../../output/print.ts'
import type { Row } from '../../rows.ts'
import type { Job, Typed } from '../command.ts'
import { checkLeft, digests, type Wanted } from './line.ts'
import { shelfOf } from './shelf.ts'

/** How a run remembers where it stands, so that the same command line can go on from there. */
export interface Resume {
  /** What an earlier run has left. */
  readonly left?: Left | undefined
  /** Whether something is remembered. */
  readonly begun: boolean
  remember(stand: Stand): Promise<void>
  forget(): Promise<void>
  /** What to type to go on. */
  howToGoOn(): string
}

/**
 * Looks whether an earlier run of the same command line was cut short: beside the file of --out, or under the name that
 * --resume gives.
 *
 * @param input what the command was given in the end; asked for when there is something to remember
 * @throws Failure `usage` for what another command line has left, or one whose dates meant something else then
 */
export async function takeUp(wanted: Wanted, job: Job, format: Format, input: () => Typed): Promise<Resume> {
  const { files, clock } = job.context
  const shelf = shelfOf(job)
  if (job.globals.restart) await files.remove(await shelf.path())
  const left = await shelf.left()
  const line = once(() => digests(wanted, job, format))
  if (left !== undefined) checkLeft(left, wanted, await line(), clock.now())
  const began = left?.began ?? clock.now()
  let begun = left !== undefined
  return {
    left,
    get begun() {
      return begun
    },
    async remember(stand) {
      const more = { line: await line(), input: left?.input ?? given(input()), began, ...stand }
      await writeJournal(files, await shelf.path(), more)
      begun = true
    },
    forget: async () => {
      if (begun) await files.remove(await shelf.path())
    },
    howToGoOn: () => shelf.howToGoOn(wanted.argv),
  }
}

/** The input without what was not typed. */
function given(input: Typed): Row {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
