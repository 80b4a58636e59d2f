import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { flagOf, GLOBALS } from '../../../src/app/globals.ts'
import { readLine } from '../../../src/cli/mount.ts'
import { tree } from '../../../src/cli/tree.ts'
import { SHELLS } from '../../../src/docs/completions/index.ts'
import { manual } from '../../../src/docs/manual.ts'
import { fences, table, withBlocks, withFences } from '../../../src/docs/markdown.ts'
import { blocks } from '../../../src/docs/reference.ts'
import { KEYS } from '../../run.ts'
import { filesIn, PEOPLE, piped, stages } from '../../support/pipeline.ts'
import { MAY_IMPORT, ONLY_TYPES } from '../../support/rooms.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const [readme, architecture] = [read('README.md'), read('ARCHITECTURE.md')]
const security = read('SECURITY.md')
const contributing = read('CONTRIBUTING.md')
const pages = Object.entries({ readme, architecture, contributing, security, log: read('CHANGELOG.md') })

/** Where the variables are told of, which does not mean that they are read. */
const VARIABLES = 'src/cli/help-pages.ts'

/** What stands between backticks within a line. */
const spans = (page: string) =>
  [...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)

describe('README', () => {
  it('shows what the tool prints today, and generated tables that are fresh', async () => {
    const shown = await withFences(readme, 'console', replayed)
    const fresh = withBlocks(shown, blocks(await tree(entries)))
    await expect(fresh).toMatchFileSnapshot('../../../README.md')
  })

  it.each(recipes())('has a recipe that works: %s', async (line) => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'people.csv'), PEOPLE)
    const env = { ...KEYS, GONG_STATE_DIR: join(folder, 'state') }
    const { exit, out, err } = await piped(line, { files: filesIn(folder), env })
    expect(exit, err).toBe(0)
    expect(`${out}${readdirSync(folder)}`).toMatch(/\S/)
  })

  it('names every variable that the sources read, and no other', () => {
    const sources = ['src', 'commands'].flatMap(sourcesIn).filter((file) => file !== VARIABLES)
    expect(variables(readme)).toEqual(variables(sources.map(read).join('\n')))
  })
})

describe('what is made from the tree', () => {
  it.each(Object.entries(SHELLS))('has the completions for %s as they are today', async (_, { file, script }) => {
    await expect(script(await tree(entries))).toMatchFileSnapshot(`../../../completions/${file}`)
  })

  it('has the manual page as it is today', async () => {
    await expect(manual(await tree(entries))).toMatchFileSnapshot('../../../man/gong.1')
  })
})

describe('ARCHITECTURE', () => {
  it('has the table of imports that the tests enforce', async () => {
    const fresh = withBlocks(architecture, { rooms: rooms() })
    await expect(fresh).toMatchFileSnapshot('../../../ARCHITECTURE.md')
  })

  it('has every folder of the sources on its map', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const lacking = folders.map(({ name }) => `src/${name}/`).filter((folder) => !onMap().includes(folder))
    expect(lacking).toEqual([])
  })

  it('names functions that are in their files', () => {
    const named = [...architecture.matchAll(/`([\w./-]+\.ts)` · `(\w+)`/g)].map(([, file = '', name = '']) => [
      file,
      name,
    ])
    const missing = named.filter(
      ([file = '', name]) => !new RegExp(`(function\\*?|const|class) ${name}\\b`).test(read(file)),
    )
    expect([named.length > 10, missing]).toEqual([true, []])
  })
})

describe('SECURITY', () => {
  const named = [...security.matchAll(/`(test\/[\w/-]+\.test\.ts)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({
    file,
    title,
  }))

  it('names tests that are there, by their words', () => {
    const missing = named.filter(({ file, title }) => !existsSync(join(root, file)) || !hasTest(read(file), title))
    expect([named.length > 30, missing]).toEqual([true, []])
  })

  it('names a test for every threat', () => {
    const [, threatened = ''] = security.split('## Threats')
    const threats = threatened.split('\n').filter((line) => /^\| (?!threat|---)/.test(line))
    expect([threats.length > 20, threats.filter((line) => !/"[^"]+" \|$/.test(line))]).toEqual([true, []])
  })
})

describe('every page', () => {
  it.each(pages)('names files that exist: %s', (_, page) => {
    const named = [...spans(page), ...(page === architecture ? onMap() : [])]
    const files = named.filter((text) => /^[\w./-]+(\.(ts|mjs|md)|\/)$/.test(text))
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it.each(pages)('shows command lines that the tool takes: %s', async (_, page) => {
    const lines = fences(page).flatMap(({ text }) => text.split('\n'))
    const wrong = await Promise.all(lines.flatMap(gongLines).map(complaint))
    expect(wrong.filter(Boolean)).toEqual([])
  })

  it.each(pages)('speaks of commands that exist: %s', async (_, page) => {
    const named = spans(page).filter((text) => /^gong [^<…]+$/.test(text))
    const wrong = await Promise.all(named.flatMap(gongLines).map(complaint))
    expect(wrong.filter((text) => text !== undefined && !text.includes('missing required argument'))).toEqual([])
  })

  it.each(pages)('speaks of flags that some command has: %s', async (_, page) => {
    const known = await everyFlag()
    const flags = spans(page).flatMap((text) => /^--[a-z-]+/.exec(text)?.[0] ?? [])
    expect(flags.filter((flag) => !known.has(flag))).toEqual([])
  })
})

/** Whether a test, or one line of a table of tests, has these words in its title. */
function hasTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${title}${quote},`) || source.includes(`${title}\${quote},`))
}

/** The arguments of each `gong` in a line of a shell. */
function gongLines(line: string): string[][] {
  const found = stages(line.replace(/^\$ /, '')).map((words) => words.filter((word) => !/^[A-Z_]+=/.test(word)))
  const redirected = found.map((words) => words.slice(0, words.findIndex((word) => /^[<>]/.test(word)) >>> 0))
  return redirected.filter(([program]) => program === 'gong').map(([, ...args]) => args)
}

/** What is wrong with a command line; `undefined` when nothing is. */
function complaint(args: readonly string[]): Promise<string | undefined> {
  return readLine(args, entries, '', { columns: 80, colour: false }).then(
    () => undefined,
    (error: unknown) => `gong ${args.join(' ')}: ${error}`,
  )
}

async function everyFlag(): Promise<ReadonlySet<string>> {
  const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()
  const inputs = [GLOBALS, ...commands.map((command) => command.inputs)].flatMap((some) => Object.keys(some))
  return new Set(['--help', '--version', ...inputs.map(flagOf)])
}

/** A console block whose commands have been run: a person at a terminal sees this, on the built-in company. */
async function replayed(block: string): Promise<string> {
  const lines = block.split('\n').filter((line) => line.startsWith('$ gong '))
  const shown: string[] = []
  for (const line of lines) {
    const terminal = stages(line).length === 1
    const { out, err } = await piped(line.slice(2), { terminal, columns: terminal ? 90 : 80 })
    shown.push(`${line}\n${err}${out}`.trimEnd())
  }
  return shown.join('\n\n')
}

/** The lines of README's recipes that run `gong`. */
function recipes(): string[] {
  return fences(readme)
    .filter(({ language, section }) => language === 'sh' && section === 'Recipes')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => gongLines(line).length > 0)
}

/** The table of who may import whom, as the test of the architecture has it. */
function rooms(): string {
  const cell = (room: string, to: string) => (ONLY_TYPES.has(`${room}>${to}`) ? `${to} (types)` : to)
  return table(
    ['room', 'may import'],
    Object.entries(MAY_IMPORT).map(([room, allowed]) => [
      room,
      allowed
        .map((to) => cell(room, to))
        .join(', ')
        .replace('*', 'anything') || 'nothing',
    ]),
  )
}

/** The first word of each line of the map of the sources. */
function onMap(): string[] {
  const map = fences(architecture).find(({ section }) => section === 'The map')
  return (map?.text ?? '').split('\n').map((line) => line.split(/\s/, 1).join(''))
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

/** The environment variables of our own that a text names. */
function variables(text: string): string[] {
  return [...new Set(text.match(/\bGONG_[A-Z_]+/g))].sort()
}
