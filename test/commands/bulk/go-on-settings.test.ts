import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'
import { isChange, shortLine } from '../../support/requests.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const SELLER = '10764802098955269'
const FIELDS = JSON.parse((await run('crm schema get account -f json')).out)
const START = {
  'profiles.yaml': `workspace: { id: 10246923550725705 }
profiles:
  - { name: Account Executive, scoreCalls: true }
  - { name: Manager, trimCalls: false, scoreCalls: false }
  - { name: Interns, create: true, callsAccess: { permissionLevel: own } }
  - { name: Guests, create: true, callsAccess: { permissionLevel: own } }
`,
  'fields.json': JSON.stringify([...FIELDS, { uniqueName: 'crash', label: 'Crash', type: 'NUMBER' }]),
}

/** Lines that ask Gong how far they came, with what each of them changes: every change once. */
const LINES: readonly (readonly [line: string, changes: readonly string[]])[] = [
  [
    'permissions apply profiles.yaml --yes',
    [...Array(2).fill('PUT /v2/permission-profile'), ...Array(2).fill('POST /v2/permission-profile')],
  ],
  [`permissions update ${SELLER} --allow score-calls --yes`, ['PUT /v2/permission-profile']],
  ['crm schema set account fields.json', ['POST /v2/crm/entity-schema']],
  ['crm schema add account crash:number', ['POST /v2/crm/entity-schema']],
]

/** A company that outlives the processes, and what was changed there. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const done: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (isChange(request) && answer.status < 300) done.push(shortLine(request))
    return answer
  }
  return { send, done, files: memoryFiles(START) }
}

/** Runs a line on a machine that dies at a moment, and the same line again on what is left. */
async function twice(line: string, at?: number) {
  const { send, done, files } = company()
  const machine = crashing(files, send, at)
  await run(line, { network: machine.network, files: machine.files, env: ENV })
  const moments = machine.moments()
  const again = await run(line, { network: send, files, env: ENV })
  return { again, done, moments }
}

describe.each(LINES)('gong %s, whose run dies', async (line, changes) => {
  // The first has the moments of all.
  const most = changes.length > 1 ? undefined : 6

  it.each(momentsOf((await twice(line)).moments, most))(
    'at moment %i, goes on with the same line and changes nothing twice',
    async (at) => {
      const { again, done } = await twice(line, at)
      expect({ exit: again.exit, done: done.toSorted() }).toEqual({ exit: 0, done: changes.toSorted() })
    },
  )
})
