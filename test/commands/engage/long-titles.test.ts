import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run, testSandbox } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'

const TASK = '6811318646154554689'
const LONG = 'Call 👩‍👩‍👧‍👦 about '.repeat(60)

/** The sandbox, in which every title and name of a flow is a long one. */
function verbose(): HttpTransport {
  const company = testSandbox()
  return async (request, signal) => {
    const answer = await company(request, signal)
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const longer = text
      .replace(/"title":"[^"]*"/g, `"title":"${LONG}"`)
      .replaceAll(/(?<="(?:name|flowName)":"[^"]*: (?:East Asia|DACH))/g, ` ${LONG.trim()}`)
    const body = Buffer.from(longer)
    async function* one() {
      yield body
    }
    return { ...answer, headers: { ...answer.headers, 'content-length': String(body.length) }, body: one() }
  }
}

describe('a plan cuts a title of 900 characters, and has what is behind it', () => {
  it.each([
    [
      'tasks update --from-file in.csv --status done',
      `task,user\n${TASK},p.tran@tallyhouse.example\n`,
      / \(task \d+\) of Priscilla Tran: DONE$/,
    ],
    [
      'calls access grant --from-file in.csv',
      'call,user\n3364161517094170228,p.tran@tallyhouse.example\n',
      / \(call \d+\)$/,
    ],
    [
      'meetings create --from-file in.csv',
      `from,to,title,organizer,invite\n2030-05-20T10:00,2030-05-20T10:30,${LONG},p.tran@tallyhouse.example,a@b.example\n`,
      /, p.tran@tallyhouse.example$/,
    ],
    [
      'engagement action --system Binder --from-file in.csv',
      `event id,at,action,title\ne-1,2026-05-18T09:00Z,opened,${LONG}\n`,
      /^ {2}e-1, 2026-05-18T09:00:00Z, opened, Call .*…$/,
    ],
    [
      'flows assign --from-file in.csv --owner k.nakamura@tallyhouse.example',
      `prospect,flow\n003811136627865508,"Inbound demo request: DACH ${LONG.trim()}"\n`,
      /^ {2}prospect 003811136627865508 into "Inbound .*…" \(flow \d+\) of /,
    ],
    [
      'flows unassign --from-file in.csv --by p.tran@tallyhouse.example',
      'instance\n10883833566176974\n',
      /^ {2}prospect 003811136627865508 leaves "Webinar .*…" \(instance 10883833566176974\)$/,
    ],
  ])('%s', async (line, table, end) => {
    const { err } = await run(`${line} --dry-run`, { files: memoryFiles({ 'in.csv': table }), network: verbose() })
    const shown = err.split('\n').find((one) => one.includes('Call 👩‍👩‍👧‍👦'))
    expect(shown).toMatch(end)
    expect(shown).toContain('…')
    expect(shown?.length).toBeLessThan(240)
  })
})
