import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'

/** What reports read of a call with details. Whatever was not asked for, or did not come, is absent or empty. */
export interface DetailedCall {
  readonly id: string
  readonly hostId: string | undefined
  readonly title: Json
  readonly url: Json
  /** As Gong wrote it. */
  readonly started: string
  readonly durationSeconds: number
  readonly isPrivate: boolean
  readonly hasContent: boolean
  readonly hasMedia: boolean
  readonly parties: readonly Row[]
  readonly trackers: readonly Row[]
  readonly topics: readonly Row[]
  /** The host's figures, by Gong's names. */
  readonly figures: ReadonlyMap<string, Json>
  /** Questions that the company asked; absent for a call that is not analysed. */
  readonly questions: number | undefined
  /** Accounts in the CRM. */
  readonly accounts: readonly AccountLink[]
}

export interface AccountLink {
  readonly id: string
  readonly name: Json
}

/** Reads a record of listCallsExtensive. */
export function detailedCall({ metaData, parties, content, interaction, context, media }: Row): DetailedCall {
  const meta = isRow(metaData) ? metaData : {}
  const inside = isRow(content) ? content : {}
  const spoken = isRow(interaction) ? interaction : {}
  const questions = isRow(spoken.questions) ? spoken.questions.companyCount : undefined
  return {
    id: String(meta.id),
    hostId: typeof meta.primaryUserId === 'string' ? meta.primaryUserId : undefined,
    title: meta.title ?? null,
    url: meta.url ?? null,
    started: String(meta.started),
    durationSeconds: typeof meta.duration === 'number' ? meta.duration : 0,
    isPrivate: meta.isPrivate === true,
    hasContent: isRow(content),
    hasMedia: isRow(media) && Object.values(media).some((link) => typeof link === 'string' && link !== ''),
    parties: rowsIn(parties),
    trackers: rowsIn(inside.trackers),
    topics: rowsIn(inside.topics),
    figures: new Map(rowsIn(spoken.interactionStats).map(({ name, value = null }) => [String(name), value])),
    questions: typeof questions === 'number' ? questions : undefined,
    accounts: accountsIn(context),
  }
}

/** Each account once, with its name where the extended context has it. */
function accountsIn(context: Json | undefined): readonly AccountLink[] {
  const found = new Map<string, AccountLink>()
  for (const { objects } of rowsIn(context))
    for (const { objectType, objectId, fields } of rowsIn(objects)) {
      if (objectType !== 'Account' || typeof objectId !== 'string' || found.has(objectId)) continue
      const name = rowsIn(fields).find((field) => /^name$/i.test(String(field.name)))?.value ?? null
      found.set(objectId, { id: objectId, name })
    }
  return [...found.values()]
}
