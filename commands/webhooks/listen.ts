import { defineLocal } from '../../src/app/model/command.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { LISTEN_INPUTS, type ListenInput } from './listen-inputs.ts'
import { checkTrust } from './trust.ts'

export const listenForWebhooks = defineLocal({
  name: 'listen',
  summary: 'Receive the events of automation rules, and hand them on, until Ctrl-C or SIGTERM',
  operations: [calls.list],
  inputs: LISTEN_INPUTS,
  arguments: [],
  ownsOut: true,
  fields: ['url', 'spool'],
  closed: true,
  columns: ['url', 'spool'],
  single: true,
  examples: [
    'gong webhooks listen --public-key gong.pub --url https://hooks.acme.com/gong --exec ./on-call.sh',
    'gong webhooks listen --secret-path gong.secret --out events.jsonl --reconcile 0s',
  ],
  cautions: [
    'An event is answered once it is on the disk. It is handed on at least once; GONG_EVENT_ID tells a second time.',
    '--out is appended to, a line of JSON an event.',
    'Serves plain HTTP, for a proxy that ends TLS before it; /healthz, /readyz and /metrics are for your supervisor.',
  ],
  check: (input, { globals }) => {
    checkTrust(input)
    if (input.exec === undefined && globals.ownOut === undefined && input.into === undefined)
      throw new Failure('usage', 'what becomes of the events? name --exec, --out or --into', {
        hint: 'gong webhooks listen --public-key gong.pub --out events.jsonl',
      })
    if (globals.moreOut.length > 0) throw new Failure('usage', '--out: events are appended to one file')
  },
  run: listen,
})

async function* listen(input: ListenInput, job: LocalJob): Pages {
  const { openListener } = await import('./open-listener.ts')
  const listener = await openListener(input, job)
  try {
    yield { rows: [{ url: listener.url, spool: listener.folder }], endsItself: true }
    await listener.serve()
  } finally {
    await listener.close()
  }
}
