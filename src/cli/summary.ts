import type { Tally } from './job.ts'

const ANALYSED = 'that Gong counts but has not analysed yet'

/** What a pull came to, in one line: what is nought is not mentioned, and a single plain request is no pull. */
export function summary({ rows, missing }: { rows: number; missing: number }, tally: Tally): string | undefined {
  const { requests, retries, restarts, duplicates, waited } = tally
  const parts: readonly (readonly [count: number, one: string, many: string])[] = [
    [retries, 'retry', 'retries'],
    [restarts, 'part started again', 'parts started again'],
    [duplicates, 'row that came twice dropped', 'rows that came twice dropped'],
    [missing - duplicates, ANALYSED, ANALYSED],
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
