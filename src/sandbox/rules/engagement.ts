import { isRow, type Json, type Row, rowsIn } from '../../lib/rows.ts'
import type { SandboxRequest } from '../handlers/request.ts'
import { bodyIn, requireWorkspace } from './checks.ts'
import type { SandboxRule, SandboxRules } from './rule.ts'

/** What a value must look like to be of its type; the older events write the types in small letters. */
const SHAPES: { readonly [dataType: string]: RegExp } = {
  NUMBER: /^-?\d+(\.\d+)?$/,
  DURATION: /^\d+(\.\d+)?$/,
  DATE: /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/,
  URL: /^https?:\/\/\S+$/,
  BOOLEAN: /^(true|false)$/i,
}

/** Values are text, and must be of the type given with them. */
function typed(of: (body: Row) => readonly (Json | undefined)[]): SandboxRule {
  return {
    violations: (request) =>
      of(bodyIn(request))
        .flatMap(rowsIn)
        .filter(
          ({ value, dataType = 'STRING' }) => SHAPES[String(dataType).toUpperCase()]?.test(String(value)) === false,
        )
        .map(({ name, dataType }) => `${name} is not of the type ${dataType}`),
    message: (sentence) => `The value of ${sentence}`,
  }
}

const event: readonly SandboxRule[] = [
  requireWorkspace((request) => bodyIn(request).workspaceId),
  typed(({ contentProperties, eventProperties }) => [contentProperties, eventProperties]),
]

export const engagementRules: SandboxRules = {
  addDigitalInteraction: [
    {
      violations: (request) => (isAnonymous(request) && personOf(request).personId === undefined ? ['personId'] : []),
      message: (name) => `An anonymous person needs ${name}`,
    },
    {
      violations: (request) => (isAnonymous(request) && !hasCompany(request) ? ['company'] : []),
      message: (name) => `An anonymous person needs the domain of the ${name}, or its CRM objects`,
    },
    typed(({ content, person, customFields }) => [
      customFields,
      isRow(content) ? content.contentCustomFields : undefined,
      isRow(person) ? person.personCustomFields : undefined,
    ]),
  ],
  contentViewed: event,
  contentShared: event,
  customAction: event,
}

function personOf(request: SandboxRequest): Row {
  const { person } = bodyIn(request)
  return isRow(person) ? person : {}
}

/** Whether nothing identifies the person: no address, no number, no CRM record. */
function isAnonymous(request: SandboxRequest): boolean {
  const { email, phoneNumber, personBusinessContext } = personOf(request)
  return isRow(bodyIn(request).person) && [email, phoneNumber, personBusinessContext].every((one) => one === undefined)
}

function hasCompany(request: SandboxRequest): boolean {
  const { company } = personOf(request)
  return isRow(company) && (company.domain !== undefined || rowsIn(company.companyBusinessContexts).length > 0)
}
