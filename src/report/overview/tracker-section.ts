import { numberColumn, type ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { mostIn } from './pivot.ts'
import { rankedSection } from './ranked-section.ts'

/** How often trackers heard their words. */
export function trackerSection(
  { periods, trackers, trackersByPeriod }: OverviewData,
  { per, downloads }: OverviewFacts,
): ReportSection {
  return rankedSection(
    {
      heading: 'Trackers',
      explanation: 'How often each tracker heard its words, whoever said them, and in how many calls.',
      ...{ id: 'trackerId', name: 'trackerName', thing: 'Tracker' },
      ...{ whole: trackers, most: 'occurrences', byPeriod: trackersByPeriod },
      drawn: {
        caption: `Occurrences, a ${per}`,
        field: 'occurrences',
        unit: 'occurrences',
        digits: 0,
        download: downloads.trackersByPeriod,
      },
      emptyText: 'No tracker heard anything in these days.',
      tables: (ranked) => [
        {
          caption: 'Each tracker',
          columns: [
            { heading: 'Tracker', field: 'trackerName' },
            { ...numberColumn('Occurrences', 'occurrences'), bar: { full: mostIn(ranked, ['occurrences']) } },
            numberColumn('Calls', 'calls'),
          ],
          rows: ranked,
          download: downloads.trackers,
        },
      ],
    },
    periods,
  )
}
