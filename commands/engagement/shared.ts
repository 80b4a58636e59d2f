import { setAt } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { engagement as gong } from '../../src/catalogue/engagement.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Row, textsIn } from '../../src/lib/rows.ts'
import { asRow, EVENT_FIELDS, EXAMPLE_ARGUMENTS, eventBody, planEvent } from './event.ts'
import { overEvents } from './over-events.ts'

const derived = deriveChange(gong.shared, {
  columns: EVENT_FIELDS,
  examples: [
    `gong engagement shared --system Binder --at now ${EXAMPLE_ARGUMENTS} --sharer ingrid@tallyhouse.example --set recipients[0].email=ana@amberwickfoods.example`,
  ],
})

const reportOne = defineChange({
  ...derived,
  fields: EVENT_FIELDS,
  check: (input) => checkRecipients(eventBody(gong.shared, input)),
  plan: (input, job) => planEvent(gong.shared, input, job),
})

export const reportShared = overEvents(gong.shared, reportOne, {
  fields: {
    recipient: {
      kind: 'email',
      many: true,
      help: 'with whom it was shared',
      headings: ['recipients', 'recipient email'],
    },
  },
  body: ({ recipient }, body) =>
    recipient === undefined
      ? body
      : setAt(
          body ?? {},
          'recipients',
          textsIn(recipient).map((email) => ({ email })),
        ),
  check: (_, { body }) => checkRecipients(asRow(body)),
})

/** Gong wants an address for everybody with whom something was shared. */
function checkRecipients({ recipients }: Row): void {
  const nameless = Array.isArray(recipients) ? recipients.findIndex((one) => asRow(one).email === undefined) : -1
  if (nameless >= 0) throw new Failure('usage', `--set recipients[${nameless}].email=… is missing`)
}
