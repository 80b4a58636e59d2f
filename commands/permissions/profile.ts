import { toPage } from '../../src/api/page.ts'
import { type ApiRequest, type ArgumentValues, toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan, Step } from '../../src/app/model/plan.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { bodyOf } from '../../src/catalogue/shape.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { describeDifferences, knownFields } from '../../src/permissions/merge.ts'

/** @throws Failure `not-found` when Gong has no such profile */
export async function readProfile(profile: string, job: Pick<ChangeJob, 'read'>): Promise<Row> {
  for await (const row of job.read.rows(gong.get, { profile })) return row
  throw new Failure('not-found', `Gong answered no permission profile ${profile}`)
}

/** Sends a profile unchanged, though only the fields of the catalogue can be validated. */
export function profileRequest(
  operation: Operation & { readonly effect: 'write' },
  given: ArgumentValues,
  body: Row,
): ApiRequest<'write'> {
  return { ...toRequest(operation, given, { body: knownFields(bodyOf(operation), body) }), body }
}

/** The same as a step of its own. */
export function profileStep(
  operation: Operation & { readonly effect: 'write' },
  given: ArgumentValues,
  body: Row,
): Step<'write'> {
  return { request: profileRequest(operation, given, body), report: (answer) => toPage(operation, answer) }
}

/** What agreeing to a new profile takes. */
export function replacement(what: string) {
  return { loses: 'replace', what } as const
}

interface Replacement extends Required<Pick<Plan<'write'>, 'notes'>> {
  readonly challenge: ReturnType<typeof replacement>
}

/** The places in which a profile changes, and the question about them. */
export function describeReplacement(profile: string, before: Row, after: Row): Replacement {
  const lines = describeDifferences(before, after)
  const title = `permission profile "${String(before.name ?? profile)}"`
  const count = `in ${lines.length} ${lines.length === 1 ? 'place' : 'places'}`
  return {
    notes: lines.map((line) => `  ${line}`),
    challenge: replacement(lines.length === 0 ? title : `${title} ${count}`),
  }
}

/** The same for a profile that is to be exactly `after`. */
export async function profileReplacement(profile: string, after: Row, job: ChangeJob): Promise<Replacement> {
  return describeReplacement(profile, await readProfile(profile, job), after)
}
