import { isRow, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import type { Asked } from '../answers/asked.ts'
import { bodyOf, users, workspace } from './known.ts'
import type { Rules } from './rule.ts'

export const calls: Rules = {
  addCall: [
    workspace((asked) => bodyOf(asked).workspaceId),
    users((asked) => [bodyOf(asked).primaryUser, ...partiesOf(asked).map(({ userId }) => userId)]),
    {
      when: (asked) => (partiesOf(asked).length === 0 ? ['parties'] : []),
      says: (name) => `${name} must not be empty`,
    },
    {
      when: (asked) => {
        const host = bodyOf(asked).primaryUser
        return partiesOf(asked).some(({ userId }) => userId === host) ? [] : ['primaryUser']
      },
      says: (name) => `parties must include ${name}`,
    },
    {
      when: (asked) =>
        timed(asked) && partiesOf(asked).some(({ partyId }) => partyId === undefined) ? ['partyId'] : [],
      says: (name) => `speakersTimeline needs a ${name} in every party`,
    },
    {
      when: (asked) => {
        const parties = partiesOf(asked).map(({ partyId }) => String(partyId))
        return segmentsOf(asked).flatMap(({ partyIds }) => textsIn(partyIds).filter((id) => !parties.includes(id)))
      },
      says: (id) => `speakersTimeline names the party ${id}, which is not in parties`,
    },
    {
      when: (asked) =>
        segmentsOf(asked).flatMap(({ fromTime, toTime }) =>
          Number(fromTime) < Number(toTime) ? [] : [String(fromTime)],
        ),
      says: (time) => `The speech segment from ${time} must end after it begins`,
    },
  ],
}

function partiesOf(asked: Asked): readonly Row[] {
  return rowsIn(bodyOf(asked).parties)
}

function timed(asked: Asked): boolean {
  return bodyOf(asked).speakersTimeline !== undefined
}

function segmentsOf(asked: Asked): readonly Row[] {
  const { speakersTimeline } = bodyOf(asked)
  return isRow(speakersTimeline) ? rowsIn(speakersTimeline.speechSegments) : []
}
