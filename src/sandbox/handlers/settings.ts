import type { Row } from '../../lib/rows.ts'
import { bareNumber } from '../bare-numbers.ts'
import { briefRows } from '../company/briefs.ts'
import type { SandboxCompany } from '../company/company.ts'
import { formatInstant } from '../company/instant.ts'
import { scorecardRow, scorecards } from '../company/scorecards.ts'
import { type Reply, refusal } from '../reply.ts'
import { SeededRandom } from '../seeded-random.ts'
import { TRACKERS, trackerId } from '../talk/trackers.ts'
import { itemsOf } from './items.ts'
import { type Handlers, type SandboxRequest, unpaged } from './request.ts'

const DAY = 86_400_000

/** What an administrator set up. */
export const settingsHandlers: Handlers = {
  listWorkspaces: (request) =>
    unpaged(
      request,
      request.company.workspaces.map(({ row }) => row),
    ),

  listScorecards: (request) =>
    unpaged(
      request,
      scorecards(request.company.seed).map((card) => scorecardRow(request.company, card)),
    ),

  listTrackers: (request) => inWorkspace(request, keywordTrackers(request.company)),

  listBriefs: (request) => inWorkspace(request, briefRows(request.company)),

  integrationSettings: ({ body, changes, company }) => {
    for (const setting of itemsOf(body, 'integrationTypeSettings'))
      changes.put('integrationSettings', `${setting.integrationType} ${setting.allowedOrigin}`, setting)
    return {
      status: 200,
      body: { integrationId: bareNumber(new SeededRandom(company.seed, 'integration settings').digits(19)) },
    }
  },
}

/** A workspace that is not there is an error here, and no empty list (quirk 55). */
function inWorkspace(request: SandboxRequest, rows: readonly Row[]): Reply {
  const { workspaceId } = request.query
  if (workspaceId === undefined) return unpaged(request, rows)
  if (!request.company.workspaces.some(({ id }) => id === workspaceId)) return refusal(404, 'Workspace not found')
  return unpaged(
    request,
    rows.filter((row) => row.workspaceId === workspaceId),
  )
}

/** The trackers that calls show, without the smart ones, which Gong does not list. */
function keywordTrackers({ seed, referenceDay: today, users, workspaces }: SandboxCompany): Row[] {
  return TRACKERS.flatMap(({ name, type, phrases }, index) => {
    if (type === 'SMART') return []
    const random = new SeededRandom(seed, 'keyword tracker', index)
    const by = random.pick(users)
    const created = today - random.int(200, 800) * DAY
    return {
      trackerId: trackerId(seed, index),
      trackerName: name,
      workspaceId: workspaces[index % workspaces.length]?.id ?? null,
      languageKeywords: [{ language: 'eng', keywords: phrases, includeRelatedForms: index > 0 }],
      affiliation: index === 0 ? 'NonCompany' : 'Anyone',
      partOfQuestion: false,
      saidAt: index === 3 ? 'Last' : 'Anytime',
      ...(index === 3 && { saidAtInterval: 5, saidAtUnit: 'minutes' }),
      saidInTopics: [],
      filterQuery: '{"type":"And","filters":[{"type":"CallDirection","terms":["OUTBOUND"]}]}',
      created: formatInstant({ at: created, digits: 3 }, by.utcOffsetMinutes),
      creatorUserId: by.id,
      updated: formatInstant({ at: created + random.int(0, 100) * DAY, digits: 0 }, by.utcOffsetMinutes),
      updaterUserId: by.id,
    }
  })
}
