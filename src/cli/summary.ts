import type { Tally } from './job.ts'

/** What a total that is larger than what came means: calls are counted before they are analysed, nothing else is. */
const UNANALYSED = 'that Gong counts but has not analysed yet'
const UNGIVEN = 'that Gong counts but did not give'

interface Came {
  readonly rows: number
  /** How many records more Gong counted than it gave; below 0, fewer. */
  readonly missing: number
  /** Whether it counts what it has not analysed yet. */
  readonly countsUnanalysed: boolean
}

/** What a pull came to, in one line: what is nought is not mentioned, and a single plain request is no pull. */
export function summary({ rows, missing, countsUnanalysed }: Came, tally: Tally): string | undefined {
  const { requests, retries, restarts, duplicates, waited } = tally
  const lacking = countsUnanalysed ? UNANALYSED : UNGIVEN
  const parts: readonly (readonly [count: number, one: string, many: string])[] = [
    [retries, 'retry', 'retries'],
    [restarts, 'part started again', 'parts started again'],
    [duplicates, 'row that came twice dropped', 'rows that came twice dropped'],
    [missing - duplicates, lacking, lacking],
    [duplicates - missing, 'more than Gong counted at first', 'more than Gong counted at first'],
  ]
  const odd = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${number(count)} ${count === 1 ? one : many}`)
  const pause = waited < 1000 ? [] : [`${number(Math.round(waited / 1000))} s waited for the limit`]
  if (requests < 2 && odd.length === 0) return undefined
  return [
    `${number(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    `${number(requests)} ${requests === 1 ? 'request' : 'requests'}`,
    ...pause,
    ...odd,
  ].join(', ')
}

function number(count: number): string {
  return count.toLocaleString('en')
}
