import type { Row } from '../lib/rows.ts'

interface Named extends Row {
  readonly id: string
  readonly name: string
}

/** What Gong tells about one of its users. What could not be read is `null`, and said in `notKnown`. */
export interface PersonFacts extends Row {
  readonly userId: string
  readonly name: string
  readonly emailAddress: string | null
  readonly title: string | null
  readonly active: boolean
  readonly created: string | null
  /** From the manager upwards. */
  readonly managers: readonly Named[]
  /** Who reports to them directly. */
  readonly reports: readonly Named[]
  readonly profiles: readonly ProfileHeld[] | null
  /** Profiles that give others access to the calls of their team, or theirs. */
  readonly leadIn: readonly ProfileHeld[] | null
  readonly window: { readonly from: string; readonly to: string }
  readonly calls: CallFacts | null
  /** Ids of calls of the window to which access was granted through the API. */
  readonly grants: readonly string[] | null
  readonly flows: FlowFacts | null
  readonly tasks: readonly TaskFacts[] | null
  readonly lastActivity: { readonly day: string; readonly activities: readonly string[] } | null
  /** The last change of a setting. */
  readonly lastSetting: { readonly setting: string; readonly value: boolean; readonly time: string } | null
  /** What could not be read, and why. */
  readonly notKnown: readonly { readonly what: string; readonly why: string }[]
}

/** A permission profile of a workspace. */
export interface ProfileHeld extends Row {
  readonly workspaceId: string
  readonly workspaceName: string
  readonly profileId: string
  readonly profileName: string
}

/** Calls of the window. */
interface CallFacts extends Row {
  /** Of the whole company. */
  readonly all: number
  readonly hosted: number
  readonly last: { readonly id: string; readonly title: string; readonly started: string } | null
}

interface FlowFacts extends Row {
  /** Their own, which nobody else sees or may change. */
  readonly own: readonly (Named & { readonly visibility: string })[]
  /** Of the company, which they can use. */
  readonly company: number
}

/** An open task. */
export interface TaskFacts extends Row {
  readonly id: string
  readonly title: string
  readonly dueDate: string | null
}
