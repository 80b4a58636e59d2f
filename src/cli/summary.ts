import type { Tally } from './job.ts'

/** What a pull came to, in one line: what is nought is not mentioned, and a single plain request is no pull. */
export function summary({ rows, missing }: { rows: number; missing: number }, tally: Tally): string | undefined {
  const { requests, retries, restarts, duplicates, waited } = tally
  const parts: readonly (readonly [number, string])[] = [
    [retries, 'retries'],
    [restarts, 'parts started again'],
    [duplicates, 'rows that came twice dropped'],
    [missing - duplicates, 'that Gong counts but has not analysed yet'],
    [duplicates - missing, 'more than Gong counted at first'],
  ]
  const odd = parts.filter(([count]) => count > 0).map(([count, what]) => `${number(count)} ${what}`)
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
