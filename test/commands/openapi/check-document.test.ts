import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { publishedDocument } from '../../support/published-document.ts'

const check = (document: unknown, flags = '-f jsonl --fields onlyIn,what,operation,place,field,value') =>
  run(`operations --check - ${flags}`, {
    stdin: typeof document === 'string' ? document : JSON.stringify(document),
    env: {},
  })

/** What is only in one of the two, a line each. */
async function differences(document: unknown): Promise<string[]> {
  const { out, exit, sent } = await check(document)
  expect({ exit, sent }).toEqual({ exit: out === '' ? 0 : 8, sent: [] })
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) =>
      Object.values<string | null>(JSON.parse(line))
        .filter((cell) => cell !== null)
        .join(' '),
    )
}

/** The document with one operation of it changed. */
function changed(
  path: string,
  method: string,
  change: (operation: NonNullable<ReturnType<typeof operationOf>>) => void,
) {
  const document = publishedDocument()
  const operation = operationOf(document, path, method)
  if (operation === undefined) throw new Error(`no ${method} ${path}`)
  change(operation)
  return document
}

function operationOf({ paths }: ReturnType<typeof publishedDocument>, path: string, method: string) {
  return paths[path]?.[method]
}

const answerOf = (schema: object) => ({ 200: { content: { '*/*': { schema } } } })

describe('gong operations --check', () => {
  it('ends with 0 and no row for the document that the catalogue was written from', async () => {
    const { exit, out, err } = await check(publishedDocument())
    expect({ exit, out }).toEqual({ exit: 0, out: '' })
    expect(err).toMatch(/67 operations: nothing differs/)
  })

  it('names what a document has more: an operation, a parameter, a field of a body, a word, a scope', async () => {
    const document = changed('/v2/calls/extensive', 'post', (operation) => {
      const schema = operation.requestBody?.content['application/json']?.schema
      Object.assign(schema?.properties?.filter?.properties ?? {}, { mood: { type: 'string' } })
      Object.assign(schema?.properties?.contentSelector?.properties?.context ?? {}, {
        enum: ['None', 'Basic', 'Extended', 'Full'],
      })
      operation.parameters.push({ name: 'dry', in: 'query', schema: { type: 'boolean' } })
      operation.description += ' It requires api:calls:read:mood, too.'
    })
    document.paths['/v2/moods'] = {
      get: { operationId: 'listMoods', description: 'Needs api:moods:read.', parameters: [] },
    }
    expect(await differences(document)).toEqual([
      'document scope listCallsExtensive api:calls:read:mood',
      'document field listCallsExtensive query dry',
      'document field listCallsExtensive body filter.mood',
      'document value listCallsExtensive body contentSelector.context Full',
      'document operation listMoods',
      'document scope listMoods api:moods:read',
    ])
  })

  it('names what it no longer has', async () => {
    const document = changed('/v2/calls', 'get', (operation) => {
      operation.description = ''
      operation.parameters = operation.parameters.filter(({ name }) => name !== 'workspaceId')
    })
    delete document.paths['/v2/logs']
    expect(await differences(document)).toEqual([
      'catalogue scope listCalls api:calls:read:basic',
      'catalogue field listCalls query workspaceId',
      'catalogue operation listLogs',
    ])
  })

  it('compares answers, where the document describes them, down to the fields of lists and the words of texts', async () => {
    const party = { type: 'object', properties: { mood: { type: 'string' } } }
    const media = { type: 'string', enum: ['Video', 'Audio', 'Hologram'] }
    const call = { properties: { parties: { type: 'array', items: party }, metaData: { properties: { media } } } }
    const document = changed('/v2/calls/extensive', 'post', (operation) => {
      operation.responses = answerOf({ properties: { requestId: {}, calls: { type: 'array', items: call } } })
    })
    const found = await differences(document)
    expect(found.filter((line) => line.startsWith('document'))).toEqual([
      'document field listCallsExtensive answer calls[].parties[].mood',
      'document value listCallsExtensive answer calls[].metaData.media Hologram',
    ])
    expect(found).toContain('catalogue field listCallsExtensive answer calls[].parties[].emailAddress')
  })

  it('reads OpenAPI 2, with references, joined words and a base path', async () => {
    const { paths } = publishedDocument()
    const filter = { type: 'object', properties: { fromDateTime: {}, mood: { $ref: '#/definitions/mood~1s' } } }
    const definitions = { 'mood/s': { enum: ['glad', 'glad, sad'] }, selector: { properties: { contentSelector: {} } } }
    const schema = { allOf: [{ $ref: '#/definitions/selector' }, { properties: { filter, cursor: {} } }] }
    const operation = {
      operationId: 'x',
      description: 'api:calls:read:extensive',
      parameters: [{ in: 'body', name: 'body', schema }],
    }
    const swagger = { swagger: '2.0', basePath: '/v2', definitions, paths: { '/calls/extensive': { post: operation } } }
    const found = (await differences(swagger)).filter((line) => !/^catalogue (operation|scope) /.test(line))
    expect(found[0]).toBe('document field x body filter.mood')
    expect(found.slice(1).every((line) => line.startsWith('catalogue field listCallsExtensive body filter.'))).toBe(
      true,
    )
    expect(Object.keys(paths).length).toBeGreaterThan(50)
  })

  it('ends circles of references, and names those that lead nowhere', async () => {
    const document = changed('/v2/calls', 'get', (operation) => {
      operation.responses = answerOf({ $ref: '#/loop' })
    })
    const { exit, err } = await check({
      ...document,
      self: { $ref: '#/self' },
      loop: {
        properties: { calls: { items: { $ref: '#/loop' } }, gone: { $ref: 'other.json#/a' }, self: { $ref: '#/self' } },
      },
    })
    expect(exit).toBe(8)
    expect(err).toMatch(/1 reference of stdin led nowhere.*other\.json#\/a/)
  })

  const doubling = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `s${at}`,
      { properties: { a: { $ref: `#/s${at + 1}` }, b: { $ref: `#/s${at + 1}` } } },
    ]),
  )
  const hostile: [string, unknown, RegExp][] = [
    ['YAML', 'openapi: 3.0.1\npaths: {}\n', /is YAML, and JSON is wanted[\s\S]*yq -o json/],
    ['no JSON', '<html>', /is no JSON/],
    ['a list', [], /no JSON object/],
    ['another thing', { paths: {} }, /neither "openapi" nor "swagger"/],
    ['a later version', { openapi: '4.0' }, /2 and 3 are read/],
    ['no paths', { openapi: '3.0.1', paths: [] }, /no "paths"/],
    [
      'nothing in the paths',
      { openapi: '3.0.1', paths: { '/v2/calls': null, x: { get: 7 } } },
      /describes no operations/,
    ],
    [
      'references that double thirty times',
      { openapi: '3.0.1', ...doubling, paths: { '/v2/calls': { get: { responses: answerOf({ $ref: '#/s0' }) } } } },
      /more than 30000 fields and words/,
    ],
  ]
  const get = (enumeration: string[]) => ({ parameters: [{ in: 'query', name: 'x', schema: { enum: enumeration } }] })
  hostile.push([
    'more operations than there can be',
    {
      openapi: '3.1.0',
      paths: Object.fromEntries(Array.from({ length: 30_001 }, (_, at) => [`/v2/${at}`, { get: {} }])),
    },
    /more than 30000/,
  ])
  hostile.push([
    'more words than there can be',
    { openapi: '3.1.0', paths: { '/v2/x': { get: get(Array.from({ length: 30_001 }, String)) } } },
    /more than 30000/,
  ])
  it('is not held up by a word of blanks', async () => {
    const document = { openapi: '3.1.0', paths: { '/v2/x': { get: get([' '.repeat(1e6)]) } } }
    expect((await check(document)).exit).toBe(8)
  })

  it.each(hostile)('refuses %s, and says why', async (_, document, why) => {
    const { exit, err, out } = await check(document, '-f json')
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(why)
  })

  it('takes wrong types for things that are not described', async () => {
    const document = {
      openapi: 3,
      servers: 7,
      security: 'x',
      paths: {
        '/v2/calls': {
          parameters: 7,
          get: { parameters: [null, { in: 'query' }], requestBody: [], responses: { 200: 'x' }, security: [7] },
        },
      },
    }
    expect((await check(document)).exit).toBe(8)
  })

  it('says how many there are, and leaves them whole in a file', async () => {
    const files = memoryFiles()
    const document = publishedDocument()
    delete document.paths['/v2/logs']
    const { exit, err } = await run('operations --check - -o drift.csv', {
      files,
      stdin: JSON.stringify(document),
      env: {},
    })
    expect([exit, err]).toEqual([
      8,
      expect.stringContaining('error: 1 difference between stdin and what this tool knows'),
    ])
    expect(new TextDecoder().decode(await files.read('drift.csv'))).toMatch(
      /^onlyIn,what,[\s\S]*catalogue,operation,listLogs,/,
    )
  })

  it('reads a file, and refuses one that is missing or too large with nothing read', async () => {
    const files = memoryFiles({ 'openapi.json': JSON.stringify(publishedDocument()) })
    const line = (name: string) => run(`operations --check ${name}`, { files, env: {} })
    expect((await line('openapi.json')).exit).toBe(0)
    expect((await line('missing.json')).exit).toBe(2)
    const open = async () => ({ name: 'huge.json', size: 2 ** 40, regular: true, async *chunks() {} })
    const huge = await run('operations --check huge.json', { files: { ...files, open }, env: {} })
    expect([huge.exit, huge.err]).toEqual([2, expect.stringContaining('more than 32 MB')])
  })
})
