import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { once } from '../../src/lib/once.ts'

/** The shells whose completions can be tried here. */
export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** What happens at the Tab key, for each line that was typed before it: the words that are offered. */
export type Offers = ReadonlyMap<string, readonly string[]>

/** Those that are there. */
const installed = once(() => shells.filter((shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0))

export function isInstalled(shell: Shell): boolean {
  return installed().includes(shell)
}

/**
 * Presses Tab in a real shell that has the completions, once after each line.
 *
 * @param folder an empty one, in which the shell stands
 * @param gong a script of the shell `sh` that the completions find under the name gong
 */
export async function offers(
  shell: Shell,
  completions: string,
  lines: readonly string[],
  folder: string,
  gong = STORE,
): Promise<Offers> {
  const bin = join(folder, '.bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'gong'), `#!/bin/sh\necho "$@" >> ${bin}/asked\n${gong}\n`)
  chmodSync(join(bin, 'gong'), 0o755)
  const path = join(bin, shell === 'zsh' ? '_gong' : 'completions')
  writeFileSync(path, completions)
  const seen = join(bin, 'seen')
  writeFileSync(seen, '')
  return await DRIVERS[shell]({ shell, folder, bin, path, seen, lines })
}

/** A gong that has two profiles. */
const STORE = "printf 'name\\nwork\\ncron\\n'"

/** What the completions asked gong, line by line. */
export function asked(folder: string): string[] {
  return readFileSync(join(folder, '.bin', 'asked'), 'utf8')
    .trim()
    .split('\n')
}

const PROMPT = 'ready> '

interface Drive {
  readonly shell: Shell
  readonly folder: string
  readonly bin: string
  readonly path: string
  /** Where the shell writes down what is offered. */
  readonly seen: string
  readonly lines: readonly string[]
}

const DRIVERS: { readonly [S in Shell]: (drive: Drive) => Promise<Offers> } = {
  bash: async (drive) => {
    const rc = join(drive.bin, 'rc')
    writeFileSync(
      rc,
      `PS1='${PROMPT}'
      . ${drive.path}
      _seen() { _gong "$@"; printf '%s\\n' "\${COMPREPLY[@]}" >> ${drive.seen}; }
      complete -o default -F _seen gong`,
    )
    return await atKeyboard(drive, '--rcfile', rc, '-i')
  },
  zsh: async (drive) => {
    writeFileSync(
      join(drive.bin, '.zshrc'),
      `PS1='${PROMPT}'
      fpath=(${drive.bin} $fpath)
      autoload -Uz compinit && compinit -u -D
      unsetopt autolist automenu
      # The usual key would first expand what stands before it, for any command; here completion alone is looked at.
      bindkey '^I' complete-word
      compadd() {
        local -a seen
        if [[ \${argv[1]} != -(O|A|D)* ]]; then
          builtin compadd -O seen "$@"
          (( $#seen )) && print -rl -- "\${seen[@]/#/$IPREFIX}" >> ${drive.seen}
        fi
        builtin compadd "$@"
      }`,
    )
    return await atKeyboard(drive, '-i')
  },
  fish: async ({ shell, folder, bin, path, lines }) => {
    const script = `source ${path}; for line in $argv; complete -C "$line"; echo at; end`
    const { stdout } = spawnSync(shell, ['--no-config', '-c', script, ...lines], {
      cwd: folder,
      env: environment(bin),
      encoding: 'utf8',
    })
    const found = stdout.split(/^at$/m).map((text) => text.split('\n').map((line) => line.replace(/\t.*/, '')))
    return offered(lines, found)
  },
}

/** Types each line and Tab, throws the line away, and waits for the next prompt. */
async function atKeyboard({ shell, folder, bin, seen, lines }: Drive, ...args: readonly string[]): Promise<Offers> {
  const pty = spawn(shell, [...args], { cols: 200, rows: 50, cwd: folder, env: environment(bin) })
  const found: string[][] = []
  try {
    for (const [index, line] of ['', ...lines].entries()) {
      writeFileSync(seen, '')
      await answered(
        pty,
        `${line}${index === 0 ? '' : '\t'}\u0015echo "at"${index}.\r`,
        new RegExp(`at${index}\\.[^]*${PROMPT}`),
      )
      found.push(readFileSync(seen, 'utf8').split('\n'))
    }
  } finally {
    pty.kill('SIGKILL')
  }
  return offered(lines, found.slice(1))
}

/** Types and waits for an answer. Without the prompt behind it the terminal would still obey keys that are for the shell. */
function answered(pty: IPty, keys: string, answer: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const listener = pty.onData((chunk) => {
      text += chunk
      if (!answer.test(stripVTControlCharacters(text))) return
      listener.dispose()
      resolve()
    })
    pty.onExit(() => reject(new Error(`the shell ended: ${text}`)))
    pty.write(keys)
  })
}

function environment(bin: string): Record<string, string> {
  const { PATH = '' } = process.env
  return { PATH: `${bin}${delimiter}${PATH}`, HOME: bin, ZDOTDIR: bin, LANG: 'C.UTF-8', TERM: 'xterm' }
}

/** The same for every shell: sorted, each once, without the flag of `--flag=value`. */
function offered(lines: readonly string[], found: readonly (readonly string[])[]): Offers {
  const tidy = (words: readonly string[] = []) =>
    [...new Set(words.map((word) => word.trim().replace(/^--[\w-]+=/, '')).filter(Boolean))].sort()
  return new Map(lines.map((line, index) => [line, tidy(found[index])]))
}
