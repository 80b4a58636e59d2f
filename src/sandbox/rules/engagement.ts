import { isRow, type Json, type Row, rowsIn } from '../../lib/rows.ts'
import type { Asked } from '../answers/asked.ts'
import { bodyOf, workspace } from './known.ts'
import type { Rule, Rules } from './rule.ts'

/** What a value must look like to be of its type; the older events write the types in small letters. */
const SHAPES: { readonly [dataType: string]: RegExp } = {
  NUMBER: /^-?\d+(\.\d+)?$/,
  DURATION: /^\d+(\.\d+)?$/,
  DATE: /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/,
  URL: /^https?:\/\/\S+$/,
  BOOLEAN: /^(true|false)$/i,
}

/** Values travel as text, and must be of the type that stands beside them. */
function typed(of: (body: Row) => readonly (Json | undefined)[]): Rule {
  return {
    when: (asked) =>
      of(bodyOf(asked))
        .flatMap(rowsIn)
        .filter(
          ({ value, dataType = 'STRING' }) => SHAPES[String(dataType).toUpperCase()]?.test(String(value)) === false,
        )
        .map(({ name, dataType }) => `${name} is not of the type ${dataType}`),
    says: (sentence) => `The value of ${sentence}`,
  }
}

const event: readonly Rule[] = [
  workspace((asked) => bodyOf(asked).workspaceId),
  typed(({ contentProperties, eventProperties }) => [contentProperties, eventProperties]),
]

export const engagement: Rules = {
  addDigitalInteraction: [
    {
      when: (asked) => (isAnonymous(asked) && personOf(asked).personId === undefined ? ['personId'] : []),
      says: (name) => `An anonymous person needs ${name}`,
    },
    {
      when: (asked) => (isAnonymous(asked) && !hasCompany(asked) ? ['company'] : []),
      says: (name) => `An anonymous person needs the domain of the ${name}, or its CRM objects`,
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

function personOf(asked: Asked): Row {
  const { person } = bodyOf(asked)
  return isRow(person) ? person : {}
}

/** Nothing tells who it is: no address, no number, no record of the CRM. */
function isAnonymous(asked: Asked): boolean {
  const { email, phoneNumber, personBusinessContext } = personOf(asked)
  return isRow(bodyOf(asked).person) && [email, phoneNumber, personBusinessContext].every((one) => one === undefined)
}

function hasCompany(asked: Asked): boolean {
  const { company } = personOf(asked)
  return isRow(company) && (company.domain !== undefined || rowsIn(company.companyBusinessContexts).length > 0)
}
