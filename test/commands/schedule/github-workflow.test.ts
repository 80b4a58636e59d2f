import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellQuote } from '../../../src/lib/shell-quote.ts'
import { githubWorkflow } from '../../../src/schedule/github-workflow.ts'
import { schedulingMachine } from '../../support/scheduling-machine.ts'
import { valuesOf } from '../../support/workflow-reader.ts'

const add = (line: string, cron = '0 6 * * 1') => `schedule add weekly --cron '${cron}' --github -- ${line}`

/** The workflow of a line, and what was said beside it. */
async function workflow(line: string, cron?: string) {
  const { gong, seen } = schedulingMachine()
  const { exit, out, err } = await gong(add(line, cron))
  expect([exit, seen.ran]).toEqual([0, []])
  return { out, err }
}

describe('a workflow for GitHub', () => {
  it('installs this version, keeps what the line writes, and may do nothing else', async () => {
    const { out } = await workflow("calls list --during last-week -o 'reports/calls-{from}.csv' -o calls.xlsx")
    await expect(out).toMatchFileSnapshot('../../golden/schedule.yml')
  })

  it.each([
    ["'week-{from}-{{x}}.csv'", 'week-*-{x}.csv'],
    ["'[a]*?.csv'", '\\[a\\]\\*\\?.csv'],
    ["'#a.csv'", './#a.csv'],
    ["'!a.csv'", './!a.csv'],
    ['.hidden/a.csv', '.hidden/a.csv'],
  ])('keeps -o %s as %s', async (path, pattern) => {
    const { out } = await workflow(`users list -o ${path}`)
    expect(valuesOf(out, 'path')).toEqual([pattern])
    expect(out.includes('include-hidden-files: true')).toBe(pattern.startsWith('.h'))
  })

  it('keeps whatever else the line writes', async () => {
    const { out } = await workflow('transcripts export --from 2d --dir texts --status state/s.json -o index.csv')
    expect(valuesOf(out, 'path')).toEqual(['index.csv\nstate/s.json\ntexts'])
    expect(valuesOf(out, 'run')[1]).toMatch(/^mkdir -p -- state\ngong transcripts export /)
  })

  it('shows no rows in its log, and says that it keeps nothing', async () => {
    const { out, err } = await workflow('users list')
    expect(valuesOf(out, 'run')[1]).toBe('gong users list > /dev/null')
    expect(out).not.toContain('upload-artifact')
    expect(err).toContain('add -o <file>')
  })

  it.each([
    ['0 6 * * 5-7', '0 6 * * 0,5,6'],
    ['@daily', '0 0 * * *'],
  ])('has %s as %s, since GitHub knows no more', async (cron, written) => {
    const { out } = await workflow('users list -o u.csv', cron)
    expect(valuesOf(out, 'cron')).toEqual([written])
  })

  it.each([
    ['users list -p work -o u.csv', 'there is no profile work where GitHub runs the line'],
    ['users list -o u.csv --append id', 'each run of a workflow has an empty disk'],
    ['calls list --from 7d --since last -o c.csv', 'each run of a workflow has an empty disk'],
    ['users list -o ../u.csv', 'GitHub keeps no file of this name: "../u.csv"'],
    ["users list -o 'a\nb.csv'", 'GitHub keeps no file of this name: "a\\nb.csv"'],
    [`users list --jq '$${'{{'} secrets.X }}' -o u.csv`, 'GitHub would read'],
    ['users list --frm 7d -o u.csv', "unknown flag '--frm'"],
  ])('is refused for %j', async (line, message) => {
    const { gong } = schedulingMachine()
    const { exit, out, err } = await gong(add(line))
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })

  it('is refused for days that GitHub may understand otherwise', async () => {
    const { exit, err } = await schedulingMachine().gong(add('users list -o u.csv', '0 6 */2 * 1'))
    expect([exit, err]).toEqual([2, expect.stringContaining('may mean other days to GitHub')])
  })

  it('runs the very words of the line, whatever is in them', () => {
    const unit = fc.constantFrom(...[...'a "\'\\$#:|>%&*!?-{}[],`@\n\t\r\u0085\u2028é😀'], '${', '- ', ': ', ' #')
    const word = fc.string({ unit, minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        fc.pre(words.every((one) => !one.includes('${{')))
        const text = githubWorkflow({
          ...{ name: 'a', cron: '0 6 * * 1', version: '1.2.3', zone: 'UTC' },
          ...{ words, writes: ['a.csv'], printsRows: false },
        })
        expect(valuesOf(text, 'run')).toEqual(['npm install --global gong-cli@1.2.3', shellQuote(['gong', ...words])])
        expect(valuesOf(text, 'path')).toEqual(['a.csv'])
      }),
    )
  })
})
