import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { freshEnv, TOOL_IN_SHELL } from './built-tool.ts'
import { emptyFolder } from './temporary-folder.ts'

export interface Sat {
  readonly exit: number
  /** Every byte that reached the terminal. */
  readonly raw: string
  /** What a person sees in the end, without the blank lines after it. */
  readonly screen: () => string
}

export interface Terminal {
  /** Resolves once the text, without its escapes, holds `what`. */
  says(what: RegExp): Promise<void>
  type(keys: string): void
  /** Whether nothing of what the program writes is taken any more. */
  stand(still: boolean): void
  /** Resolves once the process is there no longer, also while nobody takes what it wrote. */
  gone(): Promise<void>
  readonly ended: Promise<Sat>
}

interface Seat {
  /** What the terminal claims as its width, which may be 0. */
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** What the shell prints once the program is gone: everything before it has been read when it arrives. */
const END = '\u0000ended\u0000'

/**
 * Somebody at a real terminal types a line of the shell that begins with `gong`.
 *
 * The shell stays when the program ends, for a reader of the terminal may take the hang-up of its last process for the
 * end of what was written, with bytes left behind.
 */
export function terminal(line: string, { columns = 80, env, cwd = emptyFolder() }: Seat = {}): Terminal {
  const exitFile = join(emptyFolder(), 'exit')
  // A real terminal is made with a width, and claims another only afterwards.
  const script = `stty cols ${columns}; trap : INT; ${TOOL_IN_SHELL} ${line}
    echo $? > "${exitFile}"; printf '\\000ended\\000'; exec sleep 600`
  const pty = spawn('sh', ['-c', script], { cols: Math.max(1, columns), rows: 40, cwd, env: freshEnv(env) })
  const alive = { raw: '', gone: false }
  onTestFinished(() => {
    if (!alive.gone) pty.kill('SIGKILL')
  })
  const ended = new Promise<Sat>((resolve, reject) => {
    pty.onData((text) => {
      alive.raw += text
      if (alive.raw.endsWith(END)) pty.kill('SIGKILL')
    })
    pty.onExit(() => {
      alive.gone = true
      if (!alive.raw.endsWith(END)) return reject(new Error(`the terminal hung up after ${alive.raw}`))
      const raw = alive.raw.slice(0, -END.length)
      resolve({ exit: Number(readFileSync(exitFile, 'utf8')), raw, screen: () => drawn(raw) })
    })
  })
  return {
    says: (what) => until(pty, () => what.test(stripVTControlCharacters(alive.raw))),
    type: typing(pty),
    stand: standing(pty),
    gone: () => exists(exitFile),
    ended,
  }
}

function typing(pty: IPty): (keys: string) => void {
  return (keys) => pty.write(keys)
}

function standing(pty: IPty): (still: boolean) => void {
  return (still) => (still ? pty.pause() : pty.resume())
}

async function exists(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((wake) => setTimeout(wake, 10))
}

function until(pty: IPty, seen: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!seen()) return
      listener.dispose()
      resolve()
    }
    const listener = pty.onData(look)
    pty.onExit(() => reject(new Error('gong ended before it said so')))
    look()
  })
}

/** Waits for each question and types its answer. */
export async function answering({ says, type, ended }: Terminal, answers: readonly [RegExp, string][]): Promise<Sat> {
  for (const [question, answer] of answers) {
    await says(question)
    type(`${answer}\r`)
  }
  return await ended
}

/**
 * What a terminal shows of these bytes: as much of one as line editors and spinners need, on an endless screen. Colours,
 * the cursor's being seen (25) and drawing at one go (2026) change nothing here; any other escape throws.
 */
function drawn(raw: string): string {
  const lines = ['']
  const at = { row: 0, column: 0 }
  for (const [token = '', count, end] of raw.matchAll(/\u001b\[(\??[\d;]*)([A-Za-z])|[\s\S]/gu)) {
    const line = lines[at.row] ?? ''
    if (token === '\n') at.row += 1
    else if (token === '\r') at.column = 0
    else if (end === 'G') at.column = Number(count || 1) - 1
    else if (end === 'A') at.row = Math.max(0, at.row - Number(count || 1))
    else if (end === 'K') lines[at.row] = count === '2' ? '' : line.slice(0, at.column)
    else if (end === undefined) {
      lines[at.row] = line.slice(0, at.column).padEnd(at.column) + token + line.slice(at.column + token.length)
      at.column += token.length
    } else if (end !== 'm' && !/\[\?(25|2026)[hl]/.test(token)) throw new Error(`escape ${token}`)
  }
  return lines.join('\n').trimEnd()
}
