import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { toolTable } from '../../../commands/mcp/tools/tool-table.ts'
import { GLOBALS } from '../../../src/app/model/globals.ts'
import { flagOf } from '../../../src/app/model/labels.ts'
import { readLine } from '../../../src/cli/mount.ts'
import { tree } from '../../../src/cli/tree.ts'
import { blocks } from '../../../src/docs/blocks.ts'
import { SHELLS } from '../../../src/docs/completions/index.ts'
import { manual } from '../../../src/docs/manual.ts'
import { blockNames, fences, markdownTable, withBlocks, withFences } from '../../../src/docs/markdown.ts'
import { FULL_COMPANY } from '../../run.ts'
import { anchors, gongLines, links, page, pages, spans, typedLines } from '../../support/pages.ts'
import { piped, stages, workplace } from '../../support/pipeline.ts'
import { MAY_IMPORT, ONLY_TYPES } from '../../support/rooms.ts'
import { ROOT } from '../../support/root.ts'

const [readme, architecture, security] = [page('README.md'), page('ARCHITECTURE.md'), page('SECURITY.md')]
const read = (path: string) => page(path).text

/** Where the variables are told of, which does not mean that they are read. */
const VARIABLES = 'src/cli/help-pages.ts'

/** What is on a page because somebody ran it there, not the tests: it is made by `npm run bench`. */
const MEASURED = ['bench']

describe('what is generated', () => {
  const made = pages.filter(({ text }) => text.includes('```console') || blockNames(text).length > 0)

  it.each(made)('is on $path as the tool prints it today', async ({ path, text }) => {
    const setting = workplace()
    const shown = await withFences(text, 'console', (block) => replayed(block, setting))
    const fresh = withBlocks(shown, { ...blocks(await tree(entries)), 'mcp-tools': toolTable(), rooms: rooms() })
    await expect(fresh).toMatchFileSnapshot(join(ROOT, path))
  })

  it('has one place each, and no place is for anything else', async () => {
    const generated = Object.keys({ ...blocks(await tree(entries)), 'mcp-tools': '', rooms: '' })
    expect(pages.flatMap(({ text }) => blockNames(text)).sort()).toEqual([...generated, ...MEASURED].sort())
  })

  it.each(Object.entries(SHELLS))('has the completions for %s as they are today', async (_, { file, script }) => {
    await expect(script(await tree(entries))).toMatchFileSnapshot(`../../../completions/${file}`)
  })

  it('has the manual page as it is today', async () => {
    await expect(manual(await tree(entries))).toMatchFileSnapshot('../../../man/gong.1')
  })
})

describe('README', () => {
  it('is read within minutes', () => {
    expect(readme.text.split('\n').length).toBeLessThanOrEqual(250)
  })
})

describe('docs/', () => {
  it('has every page in its table of contents', () => {
    const listed = links(page('docs/README.md')).map(({ file }) => file)
    const there = pages.map(({ path }) => path).filter((path) => /^docs\/[^/]+\.md$/.test(path))
    expect(there.filter((path) => path !== 'docs/README.md' && !listed.includes(path))).toEqual([])
  })

  it('has every decision in their table of contents', () => {
    const listed = links(page('docs/decisions/README.md')).map(({ file }) => file)
    const there = pages.map(({ path }) => path).filter((path) => /^docs\/decisions\/\d/.test(path))
    expect(listed.filter((path) => path.startsWith('docs/decisions/'))).toEqual(there)
  })

  it('names every variable that the sources read, and no other', () => {
    const sources = ['src', 'commands'].flatMap(sourcesIn).filter((file) => file !== VARIABLES)
    expect(variables(read('docs/environment.md'))).toEqual(variables(sources.map(read).join('\n')))
  })
})

describe('ARCHITECTURE', () => {
  it('has every folder of the sources on its map', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const lacking = folders.map(({ name }) => `src/${name}/`).filter((folder) => !onMap().includes(folder))
    expect(lacking).toEqual([])
  })

  it('names functions that are in their files', () => {
    const found = architecture.text.matchAll(/`([\w./-]+\.ts)`\s·\s+`(\w+)`/g)
    const named = [...found].map(([, file = '', name = '']) => [file, name])
    const missing = named.filter(
      ([file = '', name]) => !new RegExp(`(function\\*?|const|class|interface|type) ${name}\\b`).test(read(file)),
    )
    expect([named.length > 10, missing]).toEqual([true, []])
  })
})

describe('SECURITY', () => {
  const named = [...security.text.matchAll(/`(test\/[\w/-]+\.test\.ts)` "([^"]+)"/g)].map(
    ([, file = '', title = '']) => ({ file, title }),
  )

  it('names tests that are there, by their words', () => {
    const missing = named.filter(({ file, title }) => !existsSync(join(ROOT, file)) || !hasTest(read(file), title))
    expect([named.length > 30, missing]).toEqual([true, []])
  })

  it('names a test for every threat', () => {
    const [, threatened = ''] = security.text.split('## Threats')
    const threats = threatened.split('\n').filter((line) => /^\| (?!threat|---)/.test(line))
    expect([threats.length > 20, threats.filter((line) => !/"[^"]+" \|$/.test(line))]).toEqual([true, []])
  })
})

describe('every page', () => {
  it.each(pages)('names files that exist: $path', (one) => {
    const named = [...spans(one), ...(one.path === architecture.path ? onMap() : [])]
    const files = named.filter((text) => /^[\w./-]+(\.(ts|mjs|md)|\/)$/.test(text))
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  it.each(pages)('names npm scripts that exist: $path', ({ text }) => {
    const { scripts } = JSON.parse(read('package.json'))
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it.each(pages)('links to pages and headings that are there: $path', (one) => {
    const broken = links(one).filter(({ file, anchor }) => {
      if (!existsSync(join(ROOT, file))) return true
      return anchor !== '' && !anchors(page(file)).includes(anchor)
    })
    expect(broken.map(({ target }) => target)).toEqual([])
  })

  it.each(pages)('shows command lines that the tool takes: $path', async (one) => {
    const wrong = await Promise.all(typedLines(one).flatMap(gongLines).map(complaint))
    expect(wrong.filter(Boolean)).toEqual([])
  })

  it.each(pages)('speaks of commands that exist: $path', async (one) => {
    const named = spans(one).filter((text) => /^gong [^<[…]+$/.test(text))
    const wrong = await Promise.all(named.flatMap(gongLines).map(complaint))
    expect(
      wrong.filter((text) => text !== undefined && !/missing required argument|a command is missing/.test(text)),
    ).toEqual([])
  })

  it.each(pages)('speaks of flags that some command has: $path', async (one) => {
    const known = await everyFlag()
    const flags = spans(one).flatMap((text) => /^--[a-z-]+/.exec(text)?.[0] ?? [])
    expect(flags.filter((flag) => !known.has(flag))).toEqual([])
  })
})

/** Whether a test, or one line of a table of tests, has these words in its title. */
function hasTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${title}${quote},`) || source.includes(`${title}\${quote},`))
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

/**
 * A console block whose commands have been run: a person at a terminal sees this, on the built-in company. The blocks of
 * a page share one working folder.
 */
async function replayed(block: string, setting: ReturnType<typeof workplace>): Promise<string> {
  const lines = block.split('\n').filter((line) => line.startsWith('$ '))
  const shown: string[] = []
  for (const line of lines) {
    const terminal = stages(line).length === 1
    const { out, err } = await piped(line.slice(2), {
      ...FULL_COMPANY,
      ...setting,
      terminal,
      columns: terminal ? 90 : 80,
    })
    shown.push(`${line}\n${err}${out}`.trimEnd())
  }
  return shown.join('\n\n').replaceAll(' --sandbox --no-progress', '')
}

/** The table of who may import whom. */
function rooms(): string {
  const cell = (room: string, to: string) => (ONLY_TYPES.has(`${room}>${to}`) ? `${to} (types)` : to)
  return markdownTable(
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
  const map = fences(architecture.text).find(({ section }) => section === 'The map')
  return (map?.text ?? '').split('\n').map((line) => line.split(/\s/, 1).join(''))
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
}

/** The environment variables of our own that a text names. */
function variables(text: string): string[] {
  return [...new Set(text.match(/\bGONG_[A-Z_]+/g))].sort()
}
