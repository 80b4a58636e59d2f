import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom; what is not written is forbidden. A folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: ['catalogue', 'output', 'app'],
  platform: ['lib', 'api', 'credentials'],
  text: ['lib', 'platform'],
  catalogue: ['lib'],
  api: ['lib', 'platform', 'catalogue'],
  credentials: ['lib', 'platform', 'api'],
  company: ['lib', 'platform', 'catalogue', 'api', 'credentials'],
  output: ['lib', 'platform'],
  state: ['lib', 'platform', 'api', 'credentials', 'company', 'output', 'app'],
  search: ['lib', 'calls'],
  calls: ['lib', 'platform', 'catalogue', 'search'],
  transcripts: ['lib', 'platform', 'catalogue', 'api', 'output'],
  media: ['lib', 'platform', 'catalogue', 'api'],
  ai: ['lib'],
  crm: ['lib', 'platform', 'text', 'catalogue', 'api'],
  engage: ['lib', 'platform', 'text', 'catalogue', 'api'],
  permissions: ['lib', 'catalogue', 'api', 'output'],
  privacy: ['lib', 'platform', 'text', 'catalogue', 'api', 'company', 'output', 'state', 'transcripts'],
  app: ['lib', 'platform', 'text', 'catalogue', 'api', 'credentials', 'company', 'output', 'state', 'cli'],
  cli: ['lib', 'platform', 'catalogue', 'output', 'app'],
  docs: ['lib', 'catalogue', 'app', 'cli'],
  doctor: ['lib', 'platform', 'catalogue', 'api', 'credentials', 'output', 'state', 'privacy'],
  sandbox: ['lib', 'catalogue', 'api'],
  commands: ['*'],
  bin: ['platform', 'cli', 'sandbox', 'commands'],
}

/** Imports that may only be types: they leave no trace at run time. */
const ONLY_TYPES = new Set([
  'lib>app',
  'text>platform',
  'api>platform',
  'credentials>platform',
  'company>platform',
  'company>api',
  'output>platform',
  'state>platform',
  'state>output',
  'calls>platform',
  'transcripts>platform',
  'transcripts>api',
  'media>platform',
  'crm>platform',
  'crm>api',
  'engage>platform',
  'privacy>platform',
  'app>platform',
  'cli>platform',
  'cli>output',
  'doctor>platform',
  'sandbox>api',
  'commands>platform',
])

/** The outside world, and the few files that touch it. */
const WORLD = /^(src\/platform\/node\/[\w/-]+|bin\/[\w-]+)\.ts$/
const NETWORK =
  /^src\/(api\/(transport|tunnel|proxy)|platform\/node\/(callback-server|disk\/pipe)|sandbox\/server)\.ts$/

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

function target({ file, from }: Import): string | undefined {
  return from.startsWith('.')
    ? room(
        relative(root, join(root, file, '..', from))
          .split(sep)
          .join('/'),
      )
    : undefined
}

describe('the architecture', () => {
  it('lets a room import only what its line allows', () => {
    const wrong = imports.filter((one) => {
      const [from, to] = [room(one.file), target(one)]
      const allowed = MAY_IMPORT[from] ?? []
      return to !== undefined && to !== from && !allowed.includes(to) && !allowed.includes('*')
    })
    expect(wrong).toEqual([])
  })

  it('knows every room', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([])
  })

  it('imports nothing but types where only types are allowed', () => {
    const wrong = imports.filter((one) => ONLY_TYPES.has(`${room(one.file)}>${target(one)}`) && !one.typeOnly)
    expect(wrong).toEqual([])
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

  it('opens sockets only in the transport, in the server of the sandbox, and where a sign-in comes back', () => {
    const networked = imports.filter(({ from }) => /^node:(http|https|http2|net|tls|dgram)$/.test(from))
    expect(networked.map(({ file }) => file).filter((file) => !NETWORK.test(file))).toEqual([])
  })

  it('starts no other program but the browser and what speaks with the keychain, and no thread but that of jq', () => {
    const starting = imports.filter(({ from }) => /^node:(child_process|cluster|worker_threads)$/.test(from))
    expect(starting.map(({ file }) => file).sort()).toEqual([
      'bin/jq-worker.ts',
      'src/platform/node/browser.ts',
      'src/platform/node/jq-thread.ts',
      'src/platform/node/keychain.ts',
    ])
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

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
