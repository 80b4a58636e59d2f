import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactedContext } from '../../../src/app/job/redacted-ports.ts'
import { secretsIn } from '../../../src/app/job/secrets.ts'
import { run } from '../../run.ts'
import { network, paged } from '../../support/fake-gong.ts'
import { home } from '../../support/profiles-home.ts'

/** What a terminal might obey, what turns or hides text, and what begins a line of its own. */
const hostile = fc.string({
  minLength: 1,
  unit: fc.oneof(
    fc.constantFrom('\x1b[2J', '\x1b]0;evil\x07', '\x9b31m', '\x07', '\b', '\r', '\n', '\u202e', '\u2066', '\u2028'),
    fc.constantFrom('  try: gong privacy erase', '\nerror: all is well', '\ud83d', '\x7f', '\u200b'),
    fc.string(),
  ),
})

/** A line end is all that a terminal may obey. */
const OBEYED = /(?!\n)[\p{Cc}\p{Cs}\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const ON_TERMINAL = { terminal: true, columns: 80 }
const few = { numRuns: 25 }
/** What is tried with each of four ways to log. */
const fewer = { numRuns: 12 }

/** Each begins a line of stderr that is ours; what comes from outside and has lines of its own has a bar before them. */
const OURS =
  /^(?:error: | {2}requestId: | {2}try: | {2}\| |waiting: |the last |no rows|no column |[\d,]+ rows?\b|goes on|[<>] |trying again |$)/

describe.each(['table', 'json', 'jsonl', 'csv', 'tsv', 'md', 'html', 'raw'])('on a terminal, %s', (format) => {
  it('holds nothing that the terminal would obey, whatever Gong sends', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (title) => {
        const rows = () => [{ id: '1', title, [title]: title, parties: [title] }]
        const line = ['calls', 'list', '--from', '2026-05-01', '-q', '-f', format]
        const { out } = await run(line, { ...ON_TERMINAL, network: paged(1, rows) })
        expect(format === 'tsv' ? out.replaceAll('\t', '') : out).not.toMatch(OBEYED)
        expect(out).toContain('1')
      }),
      few,
    )
  })
})

describe.each(['', '--debug', '--log=json', '--debug --log=json'])('stderr with %s', (words) => {
  const flags = words.split(' ').filter(Boolean)
  const line = ['users', 'get', '5', '--no-retry', ...flags]

  it('holds nothing that the terminal would obey, and no line that passes for ours, whatever Gong answers', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(400, 401, 403, 404, 429, 500), async (text, status) => {
        const answer = network(() => ({ requestId: text, errors: [text, `x\n${text}`] }), status)
        const { err } = await run(line, { ...ON_TERMINAL, network: answer })
        expect(err).not.toMatch(OBEYED)
        const said = err.split('\n').slice(0, -1)
        expect(said.filter((line) => !(flags.includes('--log=json') ? isObject(line) : OURS.test(line)))).toEqual([])
        expect(said.filter((line) => line.startsWith('  try: ')).length).toBeLessThanOrEqual(1)
        expect(said.filter((line) => line.startsWith('error: ')).length).toBeLessThanOrEqual(1)
      }),
      fewer,
    )
  })

  it.each([
    ['an argument', (text: string) => ['users', 'get', text]],
    ['a flag', (text: string) => [`--${text}`]],
    ['a word', (text: string) => ['calls', text]],
    ['a field', (text: string) => ['users', 'list', '--fields', text]],
    ['a profile', (text: string) => ['users', 'list', '--profile', text]],
    ['the name of a file', (text: string) => ['users', 'list', '-o', `/nowhere/${text}.csv`]],
    ['a list of ids', (text: string) => ['calls', 'details', `@/nowhere/${text}`]],
    ['a zone', (text: string) => ['calls', 'list', '--tz', text]],
    ['an expression', (text: string) => ['users', 'list', '--jq', `${text}(`]],
  ] as const)('holds nothing that the terminal would obey of %s', async (_, words) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { err } = await run([...words(text.replaceAll('\0', '')), ...flags], { ...ON_TERMINAL, env: {} })
        expect(err).not.toMatch(OBEYED)
      }),
      fewer,
    )
  })

  it.each(['GONG_RATE', 'GONG_MAX_BODY', 'GONG_BASE_URL', 'GONG_PROFILE'])(
    'holds nothing of %s either',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          const env = { GONG_ACCESS_KEY: 'k', GONG_ACCESS_KEY_SECRET: 's', [name]: text }
          const { err } = await run([...line], { ...ON_TERMINAL, env })
          expect(err).not.toMatch(OBEYED)
        }),
        fewer,
      )
    },
  )
})

function isObject(line: string): boolean {
  return JSON.parse(line) !== null
}

it('lets nothing into a question or the line of progress that the terminal would obey, and no secret', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const seen: string[] = []
      const show = (shown: string) => void seen.push(shown)
      const asked = async (message: string) => {
        show(message)
        return 'typed-unseen'
      }
      const world = {
        ...home('/nowhere'),
        prompts: {
          available: true,
          text: asked,
          secret: asked,
          confirm: async (message: string) => (await asked(message)) !== '',
        },
        startSpinner: async () => ({ show, stop: async () => undefined }),
      }
      const { prompts, startSpinner } = redactedContext(world, secretsIn({ GONG_PASSPHRASE: 'correct horse' }))
      await prompts.secret(text)
      await prompts.text(`${text} typed-unseen`)
      await prompts.confirm(`${text} correct horse`)
      ;(await startSpinner()).show(`${text} correct horse`)
      expect(seen.join('')).not.toMatch(OBEYED)
      expect(seen.filter((line) => /\n(?! {2})/.test(line) || /typed-unseen|correct horse/.test(line))).toEqual([])
    }),
    few,
  )
})
