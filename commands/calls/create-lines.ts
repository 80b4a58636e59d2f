import { typedBody } from '../../src/app/model/body.ts'
import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { LinesInput } from '../../src/bulk/inputs.ts'
import { hasLine } from '../../src/bulk/line-list.ts'
import { type LineProblem, problemOf } from '../../src/bulk/lines/line-problem.ts'
import type { TableFields } from '../../src/bulk/lines/table-fields.ts'
import { commonValues, lineFields, only } from '../../src/bulk/plan-each.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { checkRegistration } from '../../src/calls/registration.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { faultsOf } from '../../src/lib/line-faults.ts'
import { PackedMap } from '../../src/lib/packed-map.ts'
import { loadPhoneReader, toCountry } from '../../src/lib/phone.ts'
import { callAnswers } from './line-answers.ts'
import { mediaOfLines } from './line-media.ts'
import { peopleOfLines } from './line-people.ts'
import { checkPartyHeadings, hasParty, PARTY_FIELDS } from './party-columns.ts'
import { registrationBody } from './registration-request.ts'

const HOST_HEADINGS = [
  'host id',
  'host name',
  'host email',
  'host email address',
  'primaryUser',
  'agent',
  'agent email',
]
const FILE_HEADINGS = ['media file', 'recording', 'recording file', 'file name', 'audio file']

/** The columns of a table of calls. @param hasBody whether a body for all lines may have what one lacks */
function callFields(hasBody: boolean): TableFields {
  const required = hasBody ? {} : { required: true as const }
  return {
    ...lineFields(gong.create, {}, hasBody),
    ...PARTY_FIELDS,
    // Not looked up with the others: the host is found among the parties by what stands there.
    host: { kind: 'text', ...required, help: 'the user who hosted the call', headings: HOST_HEADINGS },
    duration: { kind: 'duration', help: 'length of the call', inSeconds: true, headings: ['call duration'] },
    file: { kind: 'text', help: 'the recording', headings: FILE_HEADINGS },
  }
}

/** The plan of the calls of a table: each is registered, and then gets its recording. All is checked before the first request. */
export async function planCalls(input: LinesInput, job: ChangeJob): Promise<Plan<'write'>> {
  const { fromFile, maxChanges, failed, country } = input
  if (input.file !== undefined)
    throw new Failure('usage', '--file is the recording of one call', {
      hint: 'a column file, or --media-dir <folder>',
    })
  const body = typedBody(gong.create, input)
  const fields = callFields(body !== undefined)
  const read = await loadPhoneReader()
  const code = country === undefined ? undefined : await toCountry('--country', country)
  const people = peopleOfLines(body, (text) => read('phone', text, code))
  const media = await mediaOfLines(input, job)
  const repeated = repeatedClientIds()
  const source = await tableSource(fromFile, fields, input, job, commonValues(fields, input), {
    look: async (values, line) => [...repeated(values, line), ...(await media.find(values, line))],
    check: (values, { line }) =>
      problemOf(undefined, () => checkRegistration(registrationBody(people.request(values)), media.found.has(line))),
  })
  checkPartyHeadings(source.header)
  if (body === undefined && !hasLine(source.lines, ({ values }) => hasParty(values))) throw withoutParties(source)
  const faults = faultsOf(source)
  await people.lookUp(source.lines, job, (line, field, reason, hint) =>
    faults.add(line, source.headingOf(field), reason, hint),
  )
  faults.check()
  return await bulkPlan(
    {
      // What was registered by a run without recordings is not done for one with them.
      command: media.found.size === 0 ? 'calls create' : 'calls create with media',
      thing: ['call', 'calls'],
      columns: ['media', 'url'],
      ...{ source, maxChanges, failed },
      request: (lines) => only(lines, ({ values }) => people.request(values)),
      ...callAnswers(
        ({ values }) => people.request(values),
        ({ line }) => media.found.get(line),
      ),
      repeatable: true,
      describe: ({ line, values: { clientId, direction, started } }) =>
        [clientId, direction, started, media.found.get(line)?.name].filter(Boolean).join(', '),
      challenge: () => ({ unasked: 'it only writes' }),
    },
    job,
  )
}

/** Gong takes each once: the second call would be lost, and its recording refused. @returns what finds them, asked line by line */
function repeatedClientIds(): (values: Typed, line: number) => readonly LineProblem[] {
  const first = new PackedMap<number>()
  return ({ clientId }, line) => {
    if (clientId === undefined) return []
    const id = String(clientId)
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, line)
    const reason = `has the client id "${id}" of line ${earlier}, and Gong takes each once`
    return earlier === undefined ? [] : [{ field: 'clientId', reason }]
  }
}

function withoutParties({ name, header }: { readonly name?: string | undefined; readonly header: readonly string[] }) {
  const phone = header.find((heading) => /phone|tel|number|caller/i.test(heading)) ?? 'Phone'
  return new Failure('usage', `${name}: no line says who took part besides the host; it has ${header.join(', ')}`, {
    hint: `--map "customerPhone=${phone}", or a column "customer name", "customer email" or party`,
  })
}
