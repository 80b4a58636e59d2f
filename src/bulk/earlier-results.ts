/**
 * Places of the columns of an earlier run: `outcome` with `why` or `id` next to it, and what the command adds behind them. In
 * JSON those that are null throughout are missing, and `why` stands where it is first not null.
 */
export function earlierResults(header: readonly string[], own: readonly string[]): ReadonlySet<number> {
  const bases = basesOf(header)
  const isResult = (at: number, names: readonly string[]) => names.includes(bases[at] ?? '')
  const places = new Set<number>()
  for (const start of startsOf(bases)) {
    let end = start + 1
    while (isResult(end, ['why', 'id', ...own])) end += 1
    for (let at = start; at < end; at += 1) places.add(at)
    const later = bases.indexOf('why', end)
    if (later >= 0 && !bases.slice(start, end).includes('why')) places.add(later)
  }
  return places
}

/** Where the results of an earlier run begin, whatever its command: a field has its column rather before them. */
export function startOfResults(header: readonly string[]): number {
  const [start = header.length] = startsOf(basesOf(header))
  return start
}

function startsOf(bases: readonly string[]): readonly number[] {
  const isNext = (at: number) => bases[at] === 'why' || bases[at] === 'id'
  return [...bases.keys()].filter((at) => bases[at] === 'outcome' && isNext(at + 1))
}

/** Names without the number that one has beside another of that name. */
function basesOf(header: readonly string[]): readonly string[] {
  return header.map((name) => name.replace(/\d+$/, ''))
}
