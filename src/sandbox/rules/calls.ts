import { isRow, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import type { SandboxRequest } from '../handlers/request.ts'
import { bodyIn, requireUsers, requireWorkspace } from './checks.ts'
import type { SandboxRules } from './rule.ts'

export const callRules: SandboxRules = {
  addCall: [
    requireWorkspace((request) => bodyIn(request).workspaceId),
    requireUsers((request) => [bodyIn(request).primaryUser, ...partiesOf(request).map(({ userId }) => userId)]),
    {
      violations: (request) => (partiesOf(request).length === 0 ? ['parties'] : []),
      message: (name) => `${name} must not be empty`,
    },
    {
      violations: (request) => {
        const host = bodyIn(request).primaryUser
        return partiesOf(request).some(({ userId }) => userId === host) ? [] : ['primaryUser']
      },
      message: (name) => `parties must include ${name}`,
    },
    {
      violations: (request) =>
        timed(request) && partiesOf(request).some(({ partyId }) => partyId === undefined) ? ['partyId'] : [],
      message: (name) => `speakersTimeline needs a ${name} in every party`,
    },
    {
      violations: (request) => {
        const parties = partiesOf(request).map(({ partyId }) => String(partyId))
        return segmentsOf(request).flatMap(({ partyIds }) => textsIn(partyIds).filter((id) => !parties.includes(id)))
      },
      message: (id) => `speakersTimeline names the party ${id}, which is not in parties`,
    },
    {
      violations: (request) =>
        segmentsOf(request).flatMap(({ fromTime, toTime }) =>
          Number(fromTime) < Number(toTime) ? [] : [String(fromTime)],
        ),
      message: (time) => `The speech segment from ${time} must end after it begins`,
    },
  ],
}

function partiesOf(request: SandboxRequest): readonly Row[] {
  return rowsIn(bodyIn(request).parties)
}

function timed(request: SandboxRequest): boolean {
  return bodyIn(request).speakersTimeline !== undefined
}

function segmentsOf(request: SandboxRequest): readonly Row[] {
  const { speakersTimeline } = bodyIn(request)
  return isRow(speakersTimeline) ? rowsIn(speakersTimeline.speechSegments) : []
}
