import type { Row } from '../../lib/rows.ts'
import { bare } from '../bare.ts'
import { Chance } from '../chance.ts'
import { briefs } from '../company/briefs.ts'
import type { Company } from '../company/company.ts'
import { scorecardRow, scorecards } from '../company/scorecards.ts'
import { stamp } from '../company/stamp.ts'
import { type Reply, refusal } from '../reply.ts'
import { TRACKERS, trackerId } from '../talk/trackers.ts'
import { type Answers, type Asked, whole } from './asked.ts'
import { itemsOf } from './items.ts'

const DAY = 86_400_000

/** What an administrator set up. */
export const settings: Answers = {
  listWorkspaces: (asked) =>
    whole(
      asked,
      asked.company.workspaces.map(({ row }) => row),
    ),

  listScorecards: (asked) =>
    whole(
      asked,
      scorecards(asked.company.seed).map((card) => scorecardRow(asked.company, card)),
    ),

  listTrackers: (asked) => inWorkspace(asked, keywordTrackers(asked.company)),

  listBriefs: (asked) => inWorkspace(asked, briefs(asked.company)),

  integrationSettings: ({ body, changes, company }) => {
    for (const setting of itemsOf(body, 'integrationTypeSettings'))
      changes.put('integrationSettings', `${setting.integrationType} ${setting.allowedOrigin}`, setting)
    return { status: 200, body: { integrationId: bare(new Chance(company.seed, 'integration settings').digits(19)) } }
  },
}

/** A workspace that is not there is an error here, and no empty list (quirk 55). */
function inWorkspace(asked: Asked, rows: readonly Row[]): Reply {
  const { workspaceId } = asked.query
  if (workspaceId === undefined) return whole(asked, rows)
  if (!asked.company.workspaces.some(({ id }) => id === workspaceId)) return refusal(404, 'Workspace not found')
  return whole(
    asked,
    rows.filter((row) => row.workspaceId === workspaceId),
  )
}

/** The trackers that calls show, without the smart ones, which Gong does not list. */
function keywordTrackers({ seed, today, users, workspaces }: Company): Row[] {
  return TRACKERS.flatMap(({ name, type, phrases }, place) => {
    if (type === 'SMART') return []
    const chance = new Chance(seed, 'keyword tracker', place)
    const by = chance.pick(users)
    const created = today - chance.int(200, 800) * DAY
    return {
      trackerId: trackerId(seed, place),
      trackerName: name,
      workspaceId: workspaces[place % workspaces.length]?.id ?? null,
      languageKeywords: [{ language: 'eng', keywords: phrases, includeRelatedForms: place > 0 }],
      affiliation: place === 0 ? 'NonCompany' : 'Anyone',
      partOfQuestion: false,
      saidAt: place === 3 ? 'Last' : 'Anytime',
      ...(place === 3 && { saidAtInterval: 5, saidAtUnit: 'minutes' }),
      saidInTopics: [],
      filterQuery: '{"type":"And","filters":[{"type":"CallDirection","terms":["OUTBOUND"]}]}',
      created: stamp({ at: created, digits: 3 }, by.zone),
      creatorUserId: by.id,
      updated: stamp({ at: created + chance.int(0, 100) * DAY, digits: 0 }, by.zone),
      updaterUserId: by.id,
    }
  })
}
