import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const LEVELS = 10_000
const LIST = `${'['.repeat(LEVELS)}1${']'.repeat(LEVELS)}`
const OBJECT = `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`
/** So much is parsed, and then too much for what walks it. */
const HALF = `${'{"a":'.repeat(LEVELS / 4)}1${'}'.repeat(LEVELS / 4)}`
const TOO_DEEP = /is nested deeper than 100 levels\n/

describe('what is nested too deep is refused with a sentence that names it, and nothing is sent', () => {
  it.each([
    ['calls details --from 7d --body @FILE', `{"filter":${OBJECT}}`, '--body'],
    ['calls details --from 7d --body -', LIST, '--body'],
    ['calls create --dry-run --body @FILE', `{"title":${LIST}}`, '--body'],
    ['api POST /v2/calls/extensive --body @FILE', OBJECT, '--body'],
    ['calls access grant --from-file FILE --dry-run', `[{"call":"1","user":${LIST}}]`, 'the item in line 1'],
    ['calls access grant --from-file FILE --dry-run', `{"call":"1","user":"2"}\n{"call":${OBJECT}}\n`, 'line 2'],
    ['crm objects upload account FILE --dry-run', `{"objectId":"1","name":${LIST}}\n`, 'line 1'],
    ['crm schema set account FILE --dry-run', `[{"uniqueName":${LIST}}]`, 'FILE'],
    ['permissions apply FILE --yes', `{"profiles":[{"name":"A","a":${LIST}}]}`, 'FILE'],
    ['permissions apply FILE --yes', `profiles:\n  - name: A\n    a: ${OBJECT}\n`, 'FILE'],
    ['permissions apply FILE --yes', `profiles:\n  - name: A\n    a: ${HALF}\n`, 'FILE'],
    ['permissions apply FILE --yes', `profiles:\n  - ${'- '.repeat(LEVELS)}1\n`, 'FILE'],
  ])('%s', async (line, text, named) => {
    const file = join(emptyFolder(), 'deep.json')
    writeFileSync(file, text)
    const { exit, err, sent } = await run(line.replace('FILE', file), { stdin: text })
    expect({ exit, sent, err }).toEqual({ exit: 2, sent: [], err: expect.stringMatching(TOO_DEEP) })
    expect(err).toContain(named.replace('FILE', file))
  })

  it('also in a value of --set', async () => {
    const { exit, err, sent } = await run(['calls', 'details', '--from', '7d', '--set', `filter=${LIST}`])
    expect({ exit, sent, err }).toEqual({ exit: 2, sent: [], err: expect.stringMatching(TOO_DEEP) })
  })
})

describe('what no command reads is no reason to fail, however deep', () => {
  it.each([
    ['webhooks verify FILE --secret-path x', `{"url":"/x","headers":{"a":${LIST}},"body":"{}"}`],
    ['profiles import FILE', `{"gongProfile":1,"name":${LIST}}`],
    ['operations --check FILE', `{"openapi":"3.0.0","paths":{"/v2/users":{"get":{"parameters":${LIST}}}}}`],
    [
      'operations --check FILE',
      `{"openapi":"3.0.0","paths":{"/v2/users":{"get":{"responses":{"200":{"schema":${OBJECT}}}}}}}`,
    ],
  ])('%s', async (line, text) => {
    const file = join(emptyFolder(), 'deep.json')
    writeFileSync(file, text)
    const { err } = await run(line.replace('FILE', file))
    expect(err).not.toMatch(/call stack|answer is nested/)
  })
})
