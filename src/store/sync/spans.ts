/** A span of time: from inclusive, to exclusive, ms since 1970. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** The union of spans, in order, none touching another. */
export function union(spans: readonly TimeSpan[]): TimeSpan[] {
  const joined: TimeSpan[] = []
  for (const span of [...spans].filter(({ fromMs, toMs }) => fromMs < toMs).sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1)
    if (last !== undefined && last.toMs >= span.fromMs)
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) }
    else joined.push(span)
  }
  return joined
}

/** What of a span is in none of the others, in order. */
export function without(span: TimeSpan, others: readonly TimeSpan[]): TimeSpan[] {
  const gaps: TimeSpan[] = []
  let fromMs = span.fromMs
  for (const other of union(others)) {
    if (other.fromMs > fromMs) gaps.push({ fromMs, toMs: Math.min(other.fromMs, span.toMs) })
    fromMs = Math.max(fromMs, other.toMs)
  }
  gaps.push({ fromMs, toMs: span.toMs })
  return gaps.filter(({ fromMs: start, toMs }) => start < toMs)
}

/** What of a span is in the others, in order. */
export function within(span: TimeSpan, others: readonly TimeSpan[]): TimeSpan[] {
  return union(others)
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
}

/** A span in parts of one length, the latest first. */
export function latestFirst({ fromMs, toMs }: TimeSpan, lengthMs: number): TimeSpan[] {
  const parts: TimeSpan[] = []
  for (let end = toMs; end > fromMs; end -= lengthMs)
    parts.push({ fromMs: Math.max(fromMs, end - lengthMs), toMs: end })
  return parts
}

/** Spans as the text of a mark. */
export function spansText(spans: readonly TimeSpan[]): string {
  return JSON.stringify(spans.map(({ fromMs, toMs }) => [fromMs, toMs]))
}

/** @throws SyntaxError when the text is no such mark */
export function parseSpans(text: string | undefined): TimeSpan[] {
  const pairs = JSON.parse(text ?? '[]') as readonly (readonly [number, number])[]
  return pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }))
}
