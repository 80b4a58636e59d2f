import { type ApiRequest, toRequest } from '../../src/api/request.ts'
import type { Change } from '../../src/app/model/command.ts'
import type { TableFields } from '../../src/bulk/lines/table-fields.ts'
import { overLines } from '../../src/bulk/over-lines.ts'
import type { LineValues } from '../../src/bulk/plan-each.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json } from '../../src/lib/rows.ts'
import type { EventOperation } from './event.ts'

interface EventLines {
  /** Of a table alone. */
  readonly fields?: TableFields
  /** The body of a line, from what `--body` and `--set` say for all. */
  body?(values: LineValues, body: Json | undefined): Json | undefined
  /** @throws Failure `usage` for a line that Gong would refuse */
  check?(values: LineValues, request: ApiRequest): void
}

/** A command that reports an event, over the lines of a table. Gong takes each event id once; an event without one would be two. */
export function overEvents(
  operation: EventOperation,
  event: Change,
  { fields = {}, body: bodyOf, check }: EventLines = {},
): Change {
  const command = `engagement ${event.name}`
  return overLines(event, {
    ...(operation.params.eventId?.required !== true && { again: true }),
    example: `gong ${command} --from-file events.csv --dry-run`,
    async plan(input, job) {
      if (input.eventId !== undefined)
        throw new Failure('usage', '--event-id is that of one event', { hint: 'a column event-id, or none' })
      const { planEach } = await import('../../src/bulk/plan-each.ts')
      const reported = (outcome: string, { eventId }: LineValues) => ({
        outcome,
        ...(eventId !== undefined && { id: String(eventId) }),
      })
      return await planEach(
        {
          operation,
          command,
          fields,
          thing: ['event', 'events'],
          request(values, body) {
            const request = toRequest(operation, values, { body: bodyOf?.(values, body) ?? body })
            check?.(values, request)
            return request
          },
          outcome: ({ body }, values) => reported(body.alreadyThere === true ? 'already there' : 'reported', values),
          refused: ({ status }, values) => (status === 409 ? reported('already there', values) : undefined),
          repeatable: ({ eventId }) => eventId !== undefined,
          describe: async ({ eventId, at, type, action, title = '' }) => {
            const { shortTitle } = await import('../../src/lib/short-title.ts')
            return [eventId, at, type ?? action, shortTitle(String(title))].filter(Boolean).join(', ')
          },
        },
        input,
        job,
      )
    },
  })
}
