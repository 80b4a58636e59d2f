import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { TOPICS } from '../../../src/cli/help.ts'
import { readLine } from '../../../src/cli/mount.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { failures } from '../../../src/lib/errors.ts'
import { formats } from '../../../src/output/printer.ts'
import { rememberRecent } from '../../../src/sandbox/remember.ts'
import { KEYS, run } from '../../run.ts'
import { emptyCopy } from '../../support/duckdb-copy.ts'
import { EXAMPLE_FILES } from '../../support/example-files.ts'
import { fakeKeychain } from '../../support/fake-keychains.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { type Outcome, piped } from '../../support/pipeline.ts'

const domains = await tree(entries)
const commands = commandsIn(domains)
/** Servers, and what sends to them, are tried in test/process/sandbox-serve.test.ts and test/commands/webhooks/. */
const SERVERS = ['sandbox serve', 'sandbox fire', 'webhooks listen']
const examples = commands
  .filter(({ path }) => !SERVERS.includes(path))
  .flatMap(({ path, command }) => command.examples.map((example) => ({ path, example })))

describe('help', () => {
  it.each(commands)(
    'of gong $path has a sentence, an example, and the operations with their scopes',
    async ({ path, command }) => {
      const { exit, out } = await help(path)(100)
      expect([exit, command.summary]).toEqual([0, expect.stringMatching(/^[A-Z].*[^.]$/)])
      expect(command.examples.filter((example) => example.includes(`gong ${path}`))).not.toEqual([])
      const lines = [`Usage: gong ${path}`, ...command.examples.map((example) => `\n  ${example}\n`)]
      const gong = command.operations.flatMap(({ id, path, scope = '' }) => [`(${id})`, path, scope])
      expect([...lines, ...gong].filter((text) => !out.includes(text))).toEqual([])
    },
  )

  it.each(commands)('of gong $path fits terminals of 60 and of 100 columns', async ({ path, command }) => {
    for (const columns of [60, 100]) {
      const { out } = await help(path)(columns)
      const whole = new Set(command.examples)
      const long = out.split('\n').filter((line) => line.length > columns && !whole.has(line.trim()))
      // One word that is wider than its column cannot be broken.
      expect(long.filter((line) => line.trim().includes(' '))).toEqual([])
    }
  })

  it.each(['', ...domains.map(({ name }) => name), ...commands.map(({ path }) => path)])(
    'speaks of flags, never of options: gong %s',
    async (path) => {
      expect((await help(path)(100)).out).not.toMatch(/\boptions?\b/i)
    },
  )

  it.each(groups())('lists what stands below gong %s', async (group) => {
    const below = commands.filter(({ path }) => path.startsWith(`${group} `))
    const { exit, out } = await help(group)(100)
    const missing = below.filter(({ path }) => !out.includes(path.slice(group.length + 1).split(' ')[0] ?? ''))
    expect([exit, missing]).toEqual([0, []])
    expect(out).toContain(`Usage: gong ${group} <command> [flags]`)
  })

  it.each(['calls list', 'calls', 'crm integration', 'api'])('is the same by either way: %s', async (path) => {
    const asked = await run(`${path} --help`)
    const [first, ...rest] = path.split(' ')
    expect((await run(`help ${path}`)).out).toBe(asked.out)
    expect((await run([first ?? '', 'help', ...rest])).out).toBe(asked.out)
  })

  it('of the tool lists every domain and every page, and loads none', async () => {
    const sealed = entries.map((entry) => ({ ...entry, load: () => Promise.reject(new Error('loaded')) }))
    for (const argv of [['--help'], ['help'], []]) {
      const asked = await readLine(argv, sealed, '', { columns: 80, colour: false })
      const text = 'show' in asked ? asked.show : ''
      const missing = [...entries.map(({ name }) => name), ...Object.keys(TOPICS).map((name) => `gong help ${name}`)]
      expect(missing.filter((name) => !text.includes(name))).toEqual([])
    }
  })

  it('is as wide as can be read, on however wide a terminal', async () => {
    const { out } = await run('calls details --help', { columns: 300 })
    const examples = commands.find(({ path }) => path === 'calls details')?.command.examples ?? []
    const lines = out.split('\n').filter((line) => !examples.includes(line.trim()))
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100)
  })
})

describe('a page of help', () => {
  it.each(Object.keys(TOPICS))('fits terminals of 60 and of 100 columns: %s', async (name) => {
    for (const columns of [60, 100]) {
      const { exit, out, sent } = await run(`help ${name}`, { columns, env: {} })
      expect([exit, sent, out.split('\n').filter((line) => line.length > columns)]).toEqual([0, [], []])
    }
  })

  it('has every exit code, and every format', async () => {
    const { out: codes } = await run('help exit-codes')
    expect(
      Object.entries(failures).filter(([kind, { exit }]) => !codes.includes(`${exit}`) || !codes.includes(kind)),
    ).toEqual([])
    const { out: page } = await run('help formats')
    expect(formats.filter((name) => !page.includes(`  ${name} `))).toEqual([])
  })

  it('shows dates and periods that are taken', async () => {
    const { out } = await run('help dates')
    const [times = '', periods = ''] = out.split('A period')
    const terms = (text: string) =>
      [...text.matchAll(/^ {2}(\S.*?) {2}/gm)].flatMap(([, term = '']) => term.split(', '))
    expect([terms(times).length, terms(periods).length]).toEqual([10, 13])
    for (const time of terms(times).filter((word) => word !== 'now'))
      expect((await run(`calls list --from ${time} --limit 1 --dry-run`)).exit, time).toBe(0)
    for (const period of terms(periods))
      expect((await run(`calls list --during ${period} --limit 1 --dry-run`)).exit, period).toBe(0)
  })
})

describe('a slip', () => {
  it.each([
    ['cals list', "unknown command 'cals'; did you mean 'calls list'?", 'gong calls list'],
    ['calls lst', "unknown command 'lst'; did you mean list?", 'gong calls list'],
    ['calls list --form 1', "unknown flag '--form'; did you mean --from?", 'gong calls list --help'],
    ['help datse', "there is no help on 'datse'; did you mean dates?", 'gong help dates'],
    ['help calls lst', "there is no help on 'calls lst'; did you mean list?", 'gong help calls list'],
    ['crm integration', 'a command is missing: one of get, register, delete', 'gong crm integration --help'],
  ])('is named with the nearest word: gong %s', async (line, message, hint) => {
    const { exit, err, sent } = await run(line)
    expect([exit, err, sent]).toEqual([2, `error: ${message}\n  try: ${hint}\n`, []])
  })
})

describe('an example', () => {
  it.each(examples)('runs as it stands: $example', async ({ path, example }) => {
    const { exit, err } = await played(path, example)
    expect(exit, err).toBe(ENDS[example] ?? ENDS[path] ?? 0)
  })
})

/**
 * How examples end that cannot end well here: nobody can sign in to the company inside the process, which test/commands/credentials/oauth.test.ts does over a real one; and nobody has erased the person who is looked for,
 * has scheduled anything, or made a copy.
 */
const ENDS: { readonly [path: string]: number } = {
  'profiles login': failures.usage.exit,
  'schedule run': failures.usage.exit,
  'schedule log': failures.usage.exit,
  'schedule remove': failures.usage.exit,
  'sync status': failures.usage.exit,
  'sync check': failures.usage.exit,
  'gong privacy verify thandiwe.jovanovic@nettlecombefoods.example': failures.partial.exit,
}

/** What somebody at the terminal answers, where it is not yes. */
const ANSWERS: { readonly [path: string]: readonly string[] } = {
  'profiles add': ['https://api.gong.io', 'sandbox', 'sandbox-secret', 'correct horse', 'correct horse'],
}

/** What is run before an example, in the same folder. */
const BEFORE: { readonly [path: string]: string } = {
  'calls render': 'gong transcripts get 3364161517094170228 --speakers -o transcript.json -o details.json -o call.json',
  'crm schema diff': 'gong crm schema get account -o account-fields.csv',
  'crm schema set': 'gong crm schema get account -o account-fields.json -o account-fields.csv',
  'permissions apply': 'gong permissions export -w "Sales Americas" -o profiles.yaml',
  'profiles import': 'gong profiles export work -o work.json',
}

/** A company that is small, for here it counts how a line ends, and not its rows. */
const FEW_CALLS = 130

/** Commands that speak of profiles find one there that is called work. */
const STORED = /^profiles (?!add|list)/

/** Commands that take a copy that is there. */
const ASKS_A_COPY = /^(query|sync purge)$/

/** Runs an example in a home with what it may need, on the built-in company, with somebody there who agrees. */
async function played(path: string, example: string): Promise<Outcome> {
  const memory = memoryFiles(EXAMPLE_FILES)
  const { env: where, files } = ASKS_A_COPY.test(path) ? await emptyCopy(memory) : { env: {}, files: memory }
  const env = { HOME: '/home/ana', ...KEYS, ...HOME_ENV, ...where, GONG_EXPORT_PASSPHRASE: 'correct horse' }
  if (STORED.test(path))
    await run('profiles add work --keys file --no-check', { env, files, stdin: EXAMPLE_FILES['credentials.json'] })
  await piped(BEFORE[path] ?? '', { env, files })
  const [, line = '', given] = /^(.*?)(?: < (\S+))?$/.exec(example) ?? []
  const stdin = given === undefined ? undefined : EXAMPLE_FILES[given]
  // An example with --yes is one for a script, where nobody is asked.
  const isScript = stdin !== undefined || / --yes\b/.test(line)
  const asking = isScript ? { stdin } : { answers: ANSWERS[path] ?? ['y', 'y'] }
  return await piped(line, { env, files, keychain: fakeKeychain(), calls: FEW_CALLS, ...asking })
}

/** What help says at a width, which several tests look at. */
const help = rememberRecent(1000, (path: string) =>
  rememberRecent(2, (columns: number) => run([...path.split(' ').filter(Boolean), '--help'], { columns, env: {} })),
)

function groups(): string[] {
  const paths = commands.flatMap(({ path }) =>
    path
      .split(' ')
      .slice(0, -1)
      .map((_, at, words) => words.slice(0, at + 1).join(' ')),
  )
  return [...new Set(paths)].filter((group) => !commands.some(({ path }) => path === group))
}
