import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadJq } from 'jq-wasm'
import { describe, expect, it } from 'vitest'
import { entries } from '../commands/index.ts'
import { realFiles } from '../src/cli/disk/files.ts'
import { flagOf, GLOBALS } from '../src/cli/globals.ts'
import { readLine } from '../src/cli/mount.ts'
import type { Files } from '../src/context.ts'
import { fences, table, withBlocks, withFences } from '../src/docs/markdown.ts'
import { exitCodes, globalFlags } from '../src/docs/reference.ts'
import { emptyFolder } from './folder.ts'
import { type Ran, run, type Setting } from './run.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const [readme, architecture] = [read('README.md'), read('ARCHITECTURE.md')]
const pages = Object.entries({ readme, architecture, contributing: read('CONTRIBUTING.md'), log: read('CHANGELOG.md') })

/** What stands between backticks within a line. */
const spans = (page: string) =>
  [...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)

describe('README', () => {
  it('shows what the tool prints today, and generated tables that are fresh', async () => {
    const shown = await withFences(readme, 'console', replayed)
    const fresh = withBlocks(shown, { 'exit-codes': exitCodes(), 'global-flags': globalFlags() })
    await expect(fresh).toMatchFileSnapshot('../README.md')
  })

  it.each(recipes())('has a recipe that works: %s', async (line) => {
    const folder = emptyFolder()
    const { exit, out, err } = await piped(line, { files: filesIn(folder) })
    expect(exit, err).toBe(0)
    expect(`${out}${readdirSync(folder)}`).toMatch(/\S/)
  })

  it('names every variable that the sources read, and no other', () => {
    const sources = ['src', 'commands'].flatMap((folder) => sourcesIn(folder))
    expect(variables(readme)).toEqual(variables(sources.map(read).join('\n')))
  })
})

describe('ARCHITECTURE', () => {
  it('has the table of imports that the tests enforce', async () => {
    const fresh = withBlocks(architecture, { rooms: rooms(read('test/architecture.test.ts')) })
    await expect(fresh).toMatchFileSnapshot('../ARCHITECTURE.md')
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
    const missing = named.filter(([file = '', name]) => !new RegExp(`(function\\*?|const) ${name}\\b`).test(read(file)))
    expect([named.length > 10, missing]).toEqual([true, []])
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

/** The words of a line, as a shell would read them, in the stages of its pipeline. What follows a `#` is a comment. */
function stages(line: string): string[][] {
  const pipeline: string[][] = [[]]
  for (const [token] of line.replace(/(^|\s)#.*$/, '').matchAll(/\||(?:'[^']*'|"[^"]*"|[^\s'"|])+/g)) {
    if (token === '|') pipeline.push([])
    else pipeline.at(-1)?.push(token.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'))
  }
  return pipeline.filter((words) => words.length > 0)
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

/** What a stage of a pipeline leaves behind. */
type Said = Pick<Ran, 'exit' | 'out' | 'err'>

/** Runs a pipeline of `gong`, `jq` and `head` on the built-in company; the first that fails ends it. */
async function piped(line: string, setting: Setting): Promise<Said> {
  let said: Said = { exit: 0, out: '', err: '' }
  for (const [program = '', ...args] of stages(line)) {
    const stage = STAGES[program]
    if (stage === undefined) throw new Error(`${line}: only ${Object.keys(STAGES).join(', ')} are played here`)
    said = await stage(args, said.out, setting)
    if (said.exit !== 0) break
  }
  return said
}

type Stage = (args: readonly string[], stdin: string, setting: Setting) => Promise<Said> | Said

const STAGES: { readonly [program: string]: Stage } = {
  gong: (args, stdin, setting) => run([...args, '--sandbox', '--no-progress'], { ...setting, stdin }),
  head: ([lines = ''], stdin) => ({ exit: 0, out: stdin.split('\n').slice(0, -Number(lines)).join('\n'), err: '' }),
  jq: async (args, stdin) => {
    const flags = args.filter((word) => word.startsWith('-'))
    const [filter = ''] = args.filter((word) => !flags.includes(word))
    const { exitCode, stdout, stderr } = (await loadJq()).raw(stdin, filter, flags)
    return { exit: exitCode, out: stdout, err: stderr }
  },
}

/** The lines of README's recipes that run `gong`. */
function recipes(): string[] {
  return fences(readme)
    .filter(({ language, section }) => language === 'sh' && section === 'Recipes')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => gongLines(line).length > 0)
}

/** The files of a folder, whatever folder the relative paths of a command line were meant for. */
function filesIn(folder: string): Files {
  const disk = realFiles()
  return { ...disk, create: (path) => disk.create(resolve(folder, path)) }
}

/** The table of who may import whom, as the test of the architecture has it. */
function rooms(test: string): string {
  const rows = [...test.matchAll(/^ {2}(\w+): \[(.*)\],$/gm)].map(([, room = '', allowed = '']) => [room, allowed])
  const onlyTypes = [...test.matchAll(/'(\w+)>(\w+)'/g)].map(([, from, to]) => `${from}>${to}`)
  const inWords = (room: string, to: string) => (onlyTypes.includes(`${room}>${to}`) ? `${to} (types)` : to)
  return table(
    ['room', 'may import'],
    rows.map(([room = '', allowed = '']) => {
      const names = [...allowed.matchAll(/'([^']+)'/g)].map(([, name = '']) => inWords(room, name))
      return [room, names.join(', ').replace('*', 'anything') || 'nothing']
    }),
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
