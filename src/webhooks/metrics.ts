/** What is counted: nothing in it says who spoke with whom. */
export class Metrics {
  readonly #counters = new Map<string, number>()
  readonly #gauges = new Map<string, () => number>()

  /** Adds one, or more. @param labels in the order in which they are shown */
  add(name: MetricName, labels: Readonly<Record<string, string>> = {}, count = 1): void {
    const key = seriesKey(name, labels)
    this.#counters.set(key, (this.#counters.get(key) ?? 0) + count)
  }

  /** A value that is looked at when it is asked for. */
  gauge(name: MetricName, labels: Readonly<Record<string, string>>, value: () => number): void {
    this.#gauges.set(seriesKey(name, labels), value)
  }

  /** How often something was counted, whatever its labels. */
  total(name: MetricName): number {
    const ours = [...this.#counters].filter(([key]) => key === name || key.startsWith(`${name}{`))
    return ours.reduce((sum, [, count]) => sum + count, 0)
  }

  /** In the text format of Prometheus. */
  text(): string {
    const series = [...this.#counters, ...[...this.#gauges].map(([key, value]) => [key, value()] as const)]
    const lines = Object.entries(METRICS).flatMap(([name, [type, help]]) => {
      const ours = series.filter(([key]) => key === name || key.startsWith(`${name}{`))
      if (ours.length === 0) return []
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...ours.map(([key, value]) => `${key} ${value}`)]
    })
    return lines.join('\n')
  }
}

const METRICS = {
  gong_webhook_requests_total: ['counter', 'Requests by the status that was answered'],
  gong_webhook_refused_total: ['counter', 'Requests that were refused, by the reason'],
  gong_webhook_events_total: ['counter', 'Events that were stored, by who made them'],
  gong_webhook_duplicates_total: ['counter', 'Events that had been stored before'],
  gong_webhook_deliveries_total: ['counter', 'Deliveries by sink and outcome'],
  gong_webhook_reconciliations_total: ['counter', 'Comparisons with the list of calls, by outcome'],
  gong_webhook_waiting: ['gauge', 'Events that wait for a sink'],
  gong_webhook_dead: ['gauge', 'Events that a sink has given up'],
  gong_webhook_syncs: ['gauge', 'How often events were synced to the disk since the start'],
  gong_webhook_last_event_timestamp_seconds: ['gauge', 'When the last event came'],
} as const satisfies Readonly<Record<string, readonly ['counter' | 'gauge', string]>>

type MetricName = keyof typeof METRICS

function seriesKey(name: MetricName, labels: Readonly<Record<string, string>>): string {
  const shown = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return shown.length === 0 ? name : `${name}{${shown.join(',')}}`
}
