import { localTimeFormatter } from '../../lib/local-time.ts'
import { numberColumn, type ReportSection } from '../document.ts'
import type { OverviewData, OverviewFacts } from './overview-data.ts'
import { mostIn } from './pivot.ts'
import { byMost } from './ranked-section.ts'

/** Accounts that a page has room for. */
const MOST_ACCOUNTS = 100

/** The accounts with most minutes of calls. */
export function accountSection({ accounts }: OverviewData, { downloads, zone }: OverviewFacts): ReportSection {
  const dayOf = localTimeFormatter(zone)
  const most = byMost(accounts, 'minutes').slice(0, MOST_ACCOUNTS)
  const isCut = accounts.length > most.length
  return {
    heading: 'Accounts',
    explanation: `Accounts in the CRM that Gong knows for a call, those with most minutes first.${
      isCut ? ` These are the first ${MOST_ACCOUNTS} of ${accounts.length}; the file has all of them.` : ''
    }`,
    parts: [
      {
        caption: 'Each account',
        columns: [
          { heading: 'Account', field: 'account' },
          { ...numberColumn('Minutes', 'minutes'), bar: { full: mostIn(most, ['minutes']) } },
          numberColumn('Calls', 'calls'),
          numberColumn('People', 'people'),
          { heading: 'Last call', field: 'lastDay' },
          { heading: 'Hosts', field: 'reps' },
          { heading: 'Topics', field: 'shortTopics' },
        ],
        rows: most.map((row) => ({
          ...row,
          account: String(row.accountName ?? `Account ${row.accountId}`),
          lastDay: (dayOf(String(row.lastCall ?? '')) ?? '').slice(0, 10),
          shortTopics: Array.isArray(row.topics) ? row.topics.slice(0, 3) : null,
        })),
        emptyText: 'No call of these days belongs to an account.',
        download: downloads.accounts,
      },
    ],
  }
}
