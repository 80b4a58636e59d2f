import { createHash } from 'node:crypto'
import { rowsIn } from '../../src/lib/rows.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import type { Context } from '../../src/platform/ports.ts'
import { anonymizeCall } from '../../src/transcripts/anonymize.ts'
import type { ExportContext } from '../../src/transcripts/export.ts'
import { type Pseudonyms, pseudonyms } from '../../src/transcripts/pseudonyms.ts'
import { sideOf, speakersOf } from '../../src/transcripts/speakers.ts'

/** The numbers of an anonymous folder, and where they stay. */
interface KeptPseudonyms {
  readonly names: Pseudonyms
  save(): Promise<void>
}

/** They are kept with the state of this machine and not in the folder, which is to be passed on. */
export async function openPseudonyms({ env, files, random }: Context, folder: string): Promise<KeptPseudonyms> {
  const name = createHash('sha256').update(files.absolute(folder)).digest('hex').slice(0, 16)
  const path = `${stateFolder(env)}/pseudonyms/${name}.json`
  // Of this folder, which the run holds.
  await files.removeTemporaryFiles(path)
  const kept = await files.readNoFollow(path)
  const names = pseudonyms(kept && new TextDecoder().decode(kept), () => random(32))
  return { names, save: () => files.write(path, names.toJson(), 0o600) }
}

const SIDES: { readonly [speakers: string]: string } = { internal: 'Internal', external: 'External' }

/** What is written of a transcript: the turns of one side, or all; and with other names. */
export function rewriterOf(
  { speakers }: { readonly speakers?: string },
  names: Pseudonyms | undefined,
): ExportContext['rewrite'] {
  const side = SIDES[speakers ?? 'all']
  return (transcript, call) => {
    const who = speakersOf(transcript.transcript, rowsIn(call.parties))
    const ofSide =
      side === undefined
        ? transcript
        : {
            ...transcript,
            transcript: rowsIn(transcript.transcript).filter(({ speakerId = null }) => sideOf(who(speakerId)) === side),
          }
    return names === undefined ? { transcript: ofSide, call } : anonymizeCall(ofSide, call, names)
  }
}
