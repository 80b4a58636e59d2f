import { KEYS, type Ran, run, type Setting } from '../run.ts'
import { EXAMPLE_FILES } from './example-files.ts'
import { jq } from './jq-in-process.ts'
import { HOME_ENV, memoryFiles } from './memory-files.ts'

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
export type Outcome = Pick<Ran, 'exit' | 'out' | 'err'>

/**
 * Runs a pipeline of `gong`, `jq`, `head`, `cat` and `ls`, as a shell with `pipefail` does: the exit code is that of the
 * last stage that failed. `gong` asks the built-in company, or, after variables such as `GONG_PROFILE=work`, the network
 * of the setting.
 */
export async function piped(line: string, setting: Setting): Promise<Outcome> {
  let [exit, out, err] = [0, String(setting.stdin ?? ''), '']
  for (const words of stages(line)) {
    const outcome = await stage(words, out, setting)
    exit = outcome.exit === 0 ? exit : outcome.exit
    out = outcome.out
    err += outcome.err
  }
  return { exit, out, err }
}

async function stage(words: readonly string[], stdin: string, setting: Setting): Promise<Outcome> {
  const { program, args, env, from, to } = redirected(words)
  const play = STAGES[program]
  if (play === undefined) throw new Error(`only ${Object.keys(STAGES).join(', ')} are played here, not ${program}`)
  const sandbox = program === 'gong' && env === undefined ? ['--sandbox'] : []
  const given = from === undefined ? stdin : await text(setting, from)
  const outcome = await play(
    [...args, ...sandbox],
    given,
    env ? { ...setting, env: { ...setting.env, ...env } } : setting,
  )
  if (to === undefined) return outcome
  await setting.files?.write(to, outcome.out, 0o600)
  return { ...outcome, out: '' }
}

/** A stage without what the shell keeps for itself: variables before the program, `< file` and `> file`. */
function redirected(words: readonly string[]) {
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const env = first > 0 ? Object.fromEntries(words.slice(0, first).map((word) => word.split(/=(.*)/))) : undefined
  const [program = '', ...rest] = words.slice(first)
  const behind = (sign: RegExp) => rest.find((_, index) => sign.test(rest[index - 1] ?? ''))
  const args = rest.filter((word, index) => ![word, rest[index - 1] ?? ''].some((one) => /^[<>]$/.test(one)))
  return { program, args, env, from: behind(/^<$/), to: behind(/^>$/) }
}

async function text({ files }: Setting, path: string): Promise<string> {
  const bytes = await files?.read(path)
  if (bytes === undefined) throw new Error(`${path} is not there`)
  return new TextDecoder().decode(bytes)
}

/** A home with files in it, and a credential that the built-in company takes. */
export function workplace() {
  return { files: memoryFiles(EXAMPLE_FILES), env: { HOME: '/home/ana', ...KEYS, ...HOME_ENV } }
}

type Stage = (args: readonly string[], stdin: string, setting: Setting) => Promise<Outcome> | Outcome

const STAGES: { readonly [program: string]: Stage } = {
  gong: (args, stdin, setting) => run([...args, '--no-progress'], { ...setting, stdin }),
  cat: async ([path = ''], _, setting) => ({ exit: 0, out: await text(setting, path), err: '' }),
  head: ([lines = ''], stdin) => ({ exit: 0, out: stdin.split('\n').slice(0, -Number(lines)).join('\n'), err: '' }),
  ls: async ([path = '.'], _, { files }) => {
    const folder = path.endsWith('*') ? '.' : path
    const names = (await files?.list(folder)) ?? []
    const shown = names.filter(
      (name) => !name.startsWith('.') && (folder === path || name.startsWith(path.slice(0, -1))),
    )
    return { exit: 0, out: shown.join('\n'), err: '' }
  },
  jq: async (args, stdin) => {
    const flags = args.filter((word) => word.startsWith('-'))
    const [filter = ''] = args.filter((word) => !flags.includes(word))
    const { exitCode, stdout, stderr } = await jq(stdin, filter, flags)
    return { exit: exitCode, out: stdout, err: stderr }
  },
}
