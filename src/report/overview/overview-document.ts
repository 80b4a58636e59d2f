import type { Json, Row } from '../../lib/rows.ts'
import type { ReportDocument, ReportFigure } from '../document.ts'
import { accountSection } from './account-section.ts'
import { activitySection } from './activity-section.ts'
import { coverageSection } from './coverage-section.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { median, numbersIn, sum } from './pivot.ts'
import { scorecardSection } from './scorecard-section.ts'
import { talkSection } from './talk-section.ts'
import { trackerSection } from './tracker-section.ts'

/** Everything on one page: how much, by whom, how, about what, and what of it is there. */
export function overviewDocument(data: OverviewData, facts: OverviewFacts): ReportDocument {
  const { heading, remarks, zone } = facts
  return {
    heading,
    facts: facts.facts,
    remarks,
    zone,
    sections: [
      { heading: 'At a glance', figures: figuresOf(data) },
      activitySection(data, facts),
      talkSection(data, facts),
      scorecardSection(data, facts),
      trackerSection(data, facts),
      accountSection(data, facts),
      coverageSection(data, facts),
    ],
  }
}

function figuresOf({ reps, scorecards, accounts, coverage }: OverviewData): readonly ReportFigure[] {
  const total = (rows: readonly Row[], field: string) => sum(numbersIn(rows, field))
  const hosts = reps.filter(({ callsHosted }) => Number(callsHosted) > 0)
  const calls = total(reps, 'callsHosted')
  const answers = total(scorecards, 'answers')
  const scored = scorecards.filter(({ average }) => typeof average === 'number')
  const average = sum(scored.map((row) => Number(row.average) * Number(row.answers))) / answers
  const came = total(coverage, 'calls')
  return [
    { label: 'Calls hosted', text: whole(calls), note: `by ${whole(hosts.length)} of ${whole(reps.length)} people` },
    { label: 'Hours of calls', text: whole(total(reps, 'callHours')), note: 'durations, added up' },
    { label: 'Talk ratio', text: percent(median(numbersIn(reps, 'talkRatio'))), note: 'median of the people' },
    {
      label: 'Questions an hour',
      text: digits(median(numbersIn(reps, 'questionRate')), 1),
      note: 'median of the people',
    },
    { label: 'Average score', text: digits(answers > 0 ? average : null, 2), note: `of ${whole(answers)} scores` },
    { label: 'Accounts', text: whole(accounts.length), note: 'with a call' },
    {
      label: 'Transcribed',
      text: percent(came > 0 ? total(coverage, 'transcribed') / came : null),
      note: `of ${whole(came)} calls`,
    },
  ]
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function digits(value: number | null, count: number): string {
  return value === null ? '–' : value.toFixed(count)
}

function percent(value: Json): string {
  return typeof value === 'number' ? `${Math.round(value * 100)} %` : '–'
}
