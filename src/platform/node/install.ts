import { realpathSync, statSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import type { Install } from '../ports.ts'

/**
 * How and where this program is installed.
 *
 * @param program its path; links are followed
 * @param form of an executable, which its path does not tell
 */
export function installOf(program: string, env: NodeJS.ProcessEnv, form?: 'executable'): Install {
  const path = realPath(program) ?? program
  const first = firstOnPath(env)
  return {
    form: form ?? (path.includes(`${sep}node_modules${sep}`) ? 'npm package' : 'checkout'),
    path,
    command: form === 'executable' ? [path] : [process.execPath, path],
    // Not the time of modification, which packages take from where they were built.
    installedMs: statSync(path).ctimeMs,
    ...(first !== undefined && first !== path && { other: first }),
  }
}

/** What a shell starts as `gong`, with links followed; on Windows, where that is a script of npm's, nobody looks. */
function firstOnPath({ PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  if (process.platform === 'win32') return undefined
  for (const folder of PATH.split(delimiter).filter(Boolean)) {
    const found = realPath(join(folder, 'gong'))
    if (found !== undefined) return found
  }
  return undefined
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
