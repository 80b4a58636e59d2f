import { listFieldsOf } from '../catalogue/answer-lists.ts'
import { answerWordsOf } from '../catalogue/answer-words.ts'
import type { Field } from '../catalogue/kinds.ts'
import type { AnswerShape, Operation } from '../catalogue/operation.ts'
import { bodyOf, paramsIn, queryOf } from '../catalogue/shape.ts'
import { type DescribedOperation, type FieldPlace, FieldSet } from './described.ts'

/** An operation of the catalogue in the form in which it is compared with a document. */
export function describedCatalogue(operation: Operation): DescribedOperation {
  const { id, method, path, scope, scopesOfParts = [] } = operation
  const fields = new FieldSet()
  const request: [FieldPlace, Iterable<[string, Field]>][] = [
    ['path', paramsIn(operation, 'path')],
    ['query', queryOf(operation)],
    ['body', leavesOf(bodyOf(operation))],
    ['part', paramsIn(operation, 'part')],
  ]
  for (const [place, found] of request)
    for (const [name, { of = [], kind }] of found) fields.add({ place, path: name, words: of, isOpen: kind === 'json' })
  const words = answerWordsOf(id)
  for (const path of answerPaths(operation))
    fields.add({ place: 'answer', path, words: words.get(path) ?? words.get(`${path}[]`) ?? [], isOpen: false })
  return { id, method, path, scopes: scope === undefined ? [] : [scope], scopesOfParts, fields, hasAnswer: true }
}

/** The fields that have none within them. */
function leavesOf(fields: ReadonlyMap<string, Field>): [string, Field][] {
  const paths = [...fields.keys()]
  const isWithin = (inner: string, outer: string) =>
    inner.startsWith(outer) && /^(\.|\[\])/.test(inner.slice(outer.length))
  return [...fields].filter(([path]) => !paths.some((other) => isWithin(other, path)))
}

/** The dotted paths of an answer down to the last field, from the top of the body. */
function answerPaths({ id, answer }: Operation): string[] {
  const lists = [...listFieldsOf(id)].flatMap(([list, names]) => names.map((name) => `${list}.${name}`))
  const all = [...recordPaths(answer), ...besidePaths(answer), ...lists]
  const bare = (path: string) => path.replaceAll('[]', '')
  const parents = new Set(all.flatMap((path) => stepsUpFrom(bare(path))))
  return all.filter((path) => !parents.has(bare(path)))
}

function stepsUpFrom(path: string): string[] {
  const steps = path.split('.')
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'))
}

function recordPaths(answer: AnswerShape): string[] {
  const fields = answer.fields ?? []
  switch (answer.shape) {
    case 'list':
      return fields.map((field) => `${answer.key}[].${field}`)
    case 'values':
      return [`${answer.key}[]`]
    case 'map':
    case 'mapOfLists': {
      const within = fields.filter((field) => field !== answer.as)
      const entry = `${answer.key}.*${answer.shape === 'map' ? '' : '[]'}`
      return within.length === 0 ? [entry] : within.map((field) => `${entry}.${field}`)
    }
    case 'single':
      return fields.map((field) => `${answer.key}.${field}`)
    default:
      return [...fields]
  }
}

function besidePaths(answer: AnswerShape): readonly string[] {
  return answer.shape === 'list' ? (answer.beside ?? []) : []
}
