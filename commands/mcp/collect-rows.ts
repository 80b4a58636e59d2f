import { checkOutcome } from '../../src/app/messages/run-outcome.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Pages, Row } from '../../src/lib/rows.ts'

/** What a query came to. */
export interface FoundRows {
  readonly rows: readonly Row[]
  /** Whether there are more than were asked for. */
  readonly isCut: boolean
  /** How many records Gong counts, where it says so. */
  readonly total?: number
  /** What a person would have read on stderr, and what did not come. */
  readonly notes: readonly string[]
}

/** The same pages; how many records Gong counts is known also where not all of them are read. */
export function countedBy(pages: Pages): { readonly pages: Pages; total(): number | undefined } {
  let total: number | undefined
  const counting = async function* (): Pages {
    for await (const page of pages) {
      total = page.total ?? total
      yield page
    }
  }
  return { pages: counting(), total: () => total }
}

export async function collected(pages: Pages): Promise<Pick<FoundRows, 'rows' | 'notes'>> {
  const rows: Row[] = []
  let failed = 0
  let last: Page = { rows: [] }
  for await (const page of pages) {
    rows.push(...page.rows)
    failed += page.failed ?? 0
    last = { ...last, ...page }
    if (page.ended !== undefined) throw page.ended
  }
  const { absent, problem, waiting } = last
  return { rows, notes: partOf(() => checkOutcome({ failed, ...(absent && { absent }), problem, waiting })) }
}

/** What did not come, as a note beside what did. @throws Failure where nothing of it can be believed */
function partOf(check: () => void): readonly string[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof Failure && error.kind === 'partial') return [error.message]
    throw error
  }
}
