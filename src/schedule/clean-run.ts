import type { Context, Install } from '../platform/ports.ts'
import type { ProgramResult } from '../platform/programs.ts'
import type { Schedule } from './schedules.ts'

/** What cron gives a job besides where its home is. */
const BARE = { PATH: '/usr/local/bin:/usr/bin:/bin', SHELL: '/bin/sh' }

/** Variables that say where things are, or which profile; a secret is none of them. */
const KEPT = [
  'GONG_CONFIG_DIR',
  'GONG_STATE_DIR',
  'GONG_KEY_FILE',
  'GONG_PROFILE',
  'XDG_CONFIG_HOME',
  'XDG_STATE_HOME',
  'XDG_DATA_HOME',
  'NODE_EXTRA_CA_CERTS',
  'NO_PROXY',
]

/** The variables of this run that a schedule keeps. */
export function keptVariables(env: Context['env']): Record<string, string> {
  const kept = KEPT.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  // A proxy with a name and a password stays out.
  const proxy = env.HTTPS_PROXY && !env.HTTPS_PROXY.includes('@') ? { HTTPS_PROXY: env.HTTPS_PROXY } : {}
  return { ...Object.fromEntries(kept), ...proxy }
}

/** Runs a line of gong as cron would: no terminal, nothing on stdin, an environment that is all but empty. */
export async function runClean(
  { env, runProgram }: Pick<Context, 'env' | 'runProgram'>,
  { command: program }: Pick<Install, 'command'>,
  { command, cwd, env: kept }: Pick<Schedule, 'command' | 'cwd' | 'env'>,
): Promise<ProgramResult | undefined> {
  const home = Object.fromEntries(['HOME', 'LOGNAME', 'USER'].flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  return await runProgram({ command: [...program, ...command], cwd, env: { ...BARE, ...home, ...kept } })
}
