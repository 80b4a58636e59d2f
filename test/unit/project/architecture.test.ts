import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAY_IMPORT, ONLY_TYPES } from '../../support/rooms.ts'

/** The outside world, and the few files that touch it. */
const WORLD = /^(src\/platform\/(node|bun)\/[\w/-]+|bin\/[\w-]+)\.ts$/
const NETWORK =
  /^src\/(api\/(transport|tunnel|proxy)|platform\/node\/(callback-server|http-server|disk\/pipe)|sandbox\/server|mcp\/http)\.ts$/

interface Import {
  readonly file: string
  readonly from: string
  readonly typeOnly: boolean
}

const root = join(import.meta.dirname, '../../..')
const files = ['bin', 'commands', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).split(sep).join('/')),
)
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

const imports: readonly Import[] = [...sources].flatMap(([file, text]) => [
  ...[...text.matchAll(/^(?:import|export) (type )?[^'"]*?from '([^']+)'/gms)].map((found) => ({
    file,
    from: found[2] ?? '',
    typeOnly: found[1] !== undefined,
  })),
  ...[...text.matchAll(/\bimport\('([^']+)'\)/g)].map((found) => ({ file, from: found[1] ?? '', typeOnly: false })),
])

/** The room of a file: the folder below src, or the file itself where it stands alone. */
function room(file: string): string {
  const [top = '', inner = ''] = file.split('/')
  return top === 'src' ? inner.replace(/\.ts$/, '') : top
}

/** The file that is imported, or undefined where it is a package. */
function imported({ file, from }: Import): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(file), from) : undefined
}

function target(one: Import): string | undefined {
  const file = imported(one)
  return file === undefined ? undefined : room(file)
}

/** The arrows between rooms that the sources draw, as `from>to`. */
const arrows = new Set(
  imports.flatMap((one) => {
    const [from, to] = [room(one.file), target(one)]
    return to === undefined || to === from ? [] : [`${from}>${to}`]
  }),
)

const neighbours = new Map(
  files.map((file) => [file, imports.filter((one) => one.file === file).flatMap((one) => imported(one) ?? [])]),
)

/** The folders within rooms (`src/app/input`), and the other folders of the same room that each imports. */
const folders = new Map<string, Set<string>>()
for (const one of imports) {
  const [from, to] = [folderIn(one.file), folderIn(imported(one) ?? '')]
  if (from === undefined || to === undefined || from === to || room(one.file) !== target(one)) continue
  folders.set(from, (folders.get(from) ?? new Set()).add(to))
}

/** The folder of a room that a file is in; undefined where it stands in the room itself. */
function folderIn(file: string): string | undefined {
  return /^src\/[\w-]+\/[\w-]+(?=\/)/.exec(file)?.[0]
}

function isAllowed(arrow: string): boolean {
  const [from = '', to = ''] = arrow.split('>')
  const allowed = MAY_IMPORT[from] ?? []
  return allowed.includes(to) || allowed.includes('*')
}

describe('the architecture', () => {
  it('lets a room import only what its line allows', () => {
    expect([...arrows].filter((arrow) => !isAllowed(arrow)).sort()).toEqual([])
  })

  it('allows no import that nobody needs', () => {
    const allowed = Object.entries(MAY_IMPORT).flatMap(([from, rooms]) => rooms.map((to) => `${from}>${to}`))
    expect(allowed.filter((arrow) => !arrow.endsWith('*') && !arrows.has(arrow))).toEqual([])
  })

  it('has its rooms in layers: a room imports only what stands above it in the table', () => {
    const order = Object.keys(MAY_IMPORT)
    const upward = Object.entries(MAY_IMPORT).flatMap(([from, rooms]) =>
      rooms.filter((to) => order.indexOf(to) >= order.indexOf(from)).map((to) => `${from}>${to}`),
    )
    expect(upward).toEqual([])
  })

  it('has no import circles, type imports included', () => {
    expect(files.filter((file) => reachedFrom(file).has(file)).sort()).toEqual([])
  })

  it('has no circles between the folders of a room', () => {
    const circular = [...folders].filter(([folder]) => foldersReachedFrom(folder).has(folder)).map(([folder]) => folder)
    expect(circular).toEqual([])
  })

  it('has no two exports that share a name', () => {
    const exporters: Record<string, number> = {}
    for (const name of exportedNames()) exporters[name] = (exporters[name] ?? 0) + 1
    const more = Object.entries(exporters).filter(([, times]) => times > 1)
    expect(Object.fromEntries(more)).toEqual({})
  })

  it('imports files by their whole names', () => {
    const targets = imports.flatMap((one) => imported(one) ?? [])
    const texts = ['package.json', 'skills/gong/SKILL.md?raw']
    expect(targets.filter((file) => !sources.has(file) && !texts.includes(file))).toEqual([])
  })

  it('knows every room', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([])
  })

  it('imports nothing but types where only types are allowed', () => {
    const wrong = imports.filter((one) => ONLY_TYPES.has(`${room(one.file)}>${target(one)}`) && !one.typeOnly)
    expect(wrong).toEqual([])
  })

  it('reaches the real platform from bin alone', () => {
    const reaching = imports.filter(
      (one) => imported(one)?.startsWith('src/platform/node/') && room(one.file) !== 'platform',
    )
    expect(new Set(reaching.map(({ file }) => room(file)))).toEqual(new Set(['bin']))
  })

  it('speaks to commander in cli and docs alone', () => {
    const speakers = imports.filter(({ from }) => from === 'commander').map(({ file }) => room(file))
    expect(new Set(speakers)).toEqual(new Set(['cli']))
  })

  it('touches process, the clock and the console only where the world begins', () => {
    const touching = [...sources]
      .filter(([, text]) => /\bprocess\.\w|\bDate\.now\(|\bnew Date\(\)|\bconsole\./.test(withoutComments(text)))
      .map(([file]) => file)
    expect(touching.filter((file) => !WORLD.test(file))).toEqual([])
  })

  it('opens sockets only in the transport, in the servers for agents and of the sandbox, where a sign-in comes back, and where events do', () => {
    const networked = imports.filter(({ from }) => /^node:(http|https|http2|net|tls|dgram)$/.test(from))
    expect(networked.map(({ file }) => file).filter((file) => !NETWORK.test(file))).toEqual([])
  })

  it('starts no other program but the browser, what speaks with the keychain, what a schedule needs and what runs a statement, and no thread but that of jq', () => {
    const starting = imports.filter(({ from }) => /^node:(child_process|cluster|worker_threads)$/.test(from))
    expect(starting.map(({ file }) => file).sort()).toEqual([
      'bin/jq-worker.ts',
      'src/platform/node/browser.ts',
      'src/platform/node/jq-thread.ts',
      'src/platform/node/keychain.ts',
      'src/platform/node/run-program.ts',
      'src/platform/node/statement-process.ts',
    ])
  })

  it('waits for a signal where one that is past is heard, too', () => {
    const listening = [...sources].filter(([, text]) => text.includes("addEventListener('abort'")).map(([file]) => file)
    expect(listening).toEqual(['src/lib/on-abort.ts'])
  })

  it('reads and writes files only through the context', () => {
    const reading = imports.filter(({ from }) => /^node:fs/.test(from)).map(({ file }) => file)
    expect(reading.filter((file) => !WORLD.test(file))).toEqual([])
  })

  it('keeps files to a size that can be read at one sitting', () => {
    const long = [...sources].filter(([, text]) => text.split('\n').length > 260).map(([file]) => file)
    expect(long).toEqual([])
  })
})

/** All files that a file imports, directly or through others. */
function reachedFrom(start: string): ReadonlySet<string> {
  return reachedBy(start, (file) => neighbours.get(file) ?? [])
}

function foldersReachedFrom(start: string): ReadonlySet<string> {
  return reachedBy(start, (folder) => [...(folders.get(folder) ?? [])])
}

function reachedBy(start: string, next: (from: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = [...next(start)]
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (!reached.has(one)) pending.push(...next(one))
    reached.add(one)
  }
  return reached
}

/** The names of all exported declarations. Overloads count once; passing on what another file exports does not count. */
function exportedNames(): readonly string[] {
  const declaration = /^export (?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm
  return [...sources.values()].flatMap((text) => [
    ...new Set([...text.matchAll(declaration)].map((found) => found[1] ?? '')),
  ])
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
