import { resolve } from 'node:path'
import { loadJq } from 'jq-wasm'
import { realFiles } from '../../src/platform/node/disk/files.ts'
import type { Files } from '../../src/platform/ports.ts'
import { type Ran, run, type Setting } from '../run.ts'

/** A list of twelve people whom nobody knows, for lines that name one. */
export const PEOPLE = Array.from({ length: 12 }, (_, index) => `person-${index}@nowhere.example\n`).join('')

/** The words of a line, as a shell would read them, in the stages of its pipeline. What follows a `#` is a comment. */
export function stages(line: string): string[][] {
  const pipeline: string[][] = [[]]
  for (const [token] of line.replace(/(^|\s)#.*$/, '').matchAll(/\||(?:'[^']*'|"[^"]*"|[^\s'"|])+/g)) {
    if (token === '|') pipeline.push([])
    else pipeline.at(-1)?.push(token.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'))
  }
  return pipeline.filter((words) => words.length > 0)
}

/** What a stage of a pipeline leaves behind. */
export type Said = Pick<Ran, 'exit' | 'out' | 'err'>

/** Runs a pipeline of `gong`, `jq` and `head` on the built-in company; the first that fails ends it. */
export async function piped(line: string, setting: Setting): Promise<Said> {
  let said: Said = { exit: 0, out: String(setting.stdin ?? ''), err: '' }
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

/** The disk as it is seen from a folder: relative paths begin there. */
export function filesIn(folder: string): Files {
  const disk = realFiles()
  const at = (path: string) => resolve(folder, path)
  return {
    ...disk,
    read: (path) => disk.read(at(path)),
    write: (path, data, mode, ending) => disk.write(at(path), data, mode, ending),
    remove: (path) => disk.remove(at(path)),
    mode: (path) => disk.mode(at(path)),
    open: (path) => disk.open(at(path)),
    create: (path, part) => disk.create(at(path), part),
    jot: (path, text) => disk.jot(at(path), text),
    absolute: at,
    folder: (path) => disk.folder(at(path)),
    list: (path) => disk.list(at(path)),
    async append(path, bytes) {
      const file = await disk.append(at(path), bytes)
      return { ...file, rename: (to) => file.rename(at(to)) }
    },
    locked: (path, run) => disk.locked(at(path), run),
    claim: (path, wait) => disk.claim(at(path), wait),
    own: (path) => disk.own(at(path)),
    mark: (path) => disk.mark(at(path)),
    sweep: (path) => disk.sweep(at(path)),
  }
}
