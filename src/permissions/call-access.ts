import type { Row } from '../lib/rows.ts'
import { textsIn } from '../lib/rows.ts'
import { valueAt } from '../output/fields.ts'

/** Whether somebody sees a call, as far as Gong's API tells, and why. */
export interface AccessVerdict {
  readonly can: 'yes' | 'no' | 'unknown'
  /** A sentence without full stop. */
  readonly reason: string
}

/** What the API tells of a user and a call. */
export interface CallAccess {
  readonly isActive: boolean
  readonly isHost: boolean
  /** Absent where the parties are not known: of a call that is not analysed yet, or to a key that may not read them. */
  readonly tookPart?: boolean
  /** Absent where the key may not read it. */
  readonly isGranted?: boolean
  readonly isPrivate: boolean
  /** Of the call's workspace; none where the user has none there, absent where the key may not read them. */
  readonly profiles?: readonly Row[]
  /** Whether somebody of the team of one of these people hosted the call, or was there without hosting it. */
  isOfTeam(leadIds: readonly string[]): 'hosted' | 'took part' | 'no'
}

/** What no answer of the API tells, and may let somebody see a call all the same. */
export const NOT_TOLD = 'Gong does not tell through its API with whom a call or a library folder was shared'

/** What is known for sure comes first; a profile says the rest. */
export function judgeCallAccess(userId: string, access: CallAccess): AccessVerdict {
  const { isActive, isHost, tookPart, isGranted, isPrivate, profiles } = access
  if (!isActive) return { can: 'no', reason: 'the user is not active' }
  const isOwn = isHost || tookPart === true
  const own = isHost ? 'hosted the call' : 'took part in the call'
  const levels = profiles?.map(levelOf) ?? []
  if (isOwn && levels.length > 0 && levels.every((level) => level === 'none'))
    return {
      can: isGranted ? 'yes' : 'unknown',
      reason: isGranted
        ? GRANTED
        : `the user ${own}, and the profile gives access to no calls: Gong does not say which counts`,
    }
  if (isOwn) return { can: 'yes', reason: `the user ${own}` }
  if (isGranted) return { can: 'yes', reason: GRANTED }
  if (isPrivate)
    return {
      can: 'unknown',
      reason: `the call is private, and the user neither hosted it nor is known to have taken part`,
    }
  if (profiles === undefined) return { can: 'unknown', reason: 'the key may not read permission profiles' }
  if (profiles.length === 0)
    return { can: 'unknown', reason: 'the user has no permission profile in the workspace of the call' }
  const verdicts = profiles.map((profile) => byProfile(userId, profile, access))
  return (
    verdicts.find(({ can }) => can === 'yes') ??
    verdicts.find(({ can }) => can === 'unknown') ?? { can: 'no', reason: verdicts[0]?.reason ?? '' }
  )
}

const GRANTED = 'access to this call was granted through the API'

function levelOf(profile: Row): string {
  return String(valueAt(profile, 'callsAccess.permissionLevel') ?? '')
}

function byProfile(userId: string, profile: Row, access: CallAccess): AccessVerdict {
  const level = levelOf(profile)
  const says = `the profile "${String(profile.name)}" gives access to`
  const verdict = byLevel(userId, { level, says, leads: textsIn(valueAt(profile, 'callsAccess.teamLeadIds')) }, access)
  if (verdict.can !== 'yes' || profile.callsAndSearch !== false) return verdict
  return {
    can: 'unknown',
    reason: `${verdict.reason}, and switches callsAndSearch off: Gong does not say what is left then`,
  }
}

interface Level {
  readonly level: string
  /** The beginning of its reason. */
  readonly says: string
  readonly leads: readonly string[]
}

function byLevel(userId: string, { level, says, leads }: Level, access: CallAccess): AccessVerdict {
  switch (level) {
    case 'all':
      return { can: 'yes', reason: `${says} all calls of the workspace` }
    case 'none':
      return { can: 'no', reason: `${says} no calls` }
    case 'own':
      return access.tookPart === undefined
        ? { can: 'unknown', reason: `${says} their own calls, and who took part is not known` }
        : { can: 'no', reason: `${says} their own calls, and they did not take part` }
    case 'managers-team':
      return ofTeam(access.isOfTeam(leads), `${says} calls of the teams of ${leads.length} team leads`)
    case 'report-to-them':
      return ofTeam(access.isOfTeam([userId]), `${says} calls of those who report to them`)
    default:
      return { can: 'unknown', reason: `${says} "${level}", which is newer than this tool` }
  }
}

function ofTeam(part: ReturnType<CallAccess['isOfTeam']>, reason: string): AccessVerdict {
  if (part === 'hosted') return { can: 'yes', reason: `${reason}, and one of these hosted it` }
  if (part === 'no') return { can: 'no', reason: `${reason}, and none of these took part` }
  return {
    can: 'unknown',
    reason: `${reason}; one of these took part, and Gong does not say whether that counts without hosting`,
  }
}
