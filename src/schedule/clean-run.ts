import type { Context, Install } from '../platform/ports.ts'
import type { ProgramResult } from '../platform/programs.ts'
import type { Schedule } from './schedules.ts'

/** What cron gives a job besides where its home is. */
const BARE = { PATH: '/usr/local/bin:/usr/bin:/bin', SHELL: '/bin/sh' }

/** Variables that name a file or a folder. */
const PATHS = ['GONG_CONFIG_DIR', 'GONG_STATE_DIR', 'GONG_DATA_DIR', 'GONG_KEY_FILE', 'NODE_EXTRA_CA_CERTS']

/** Variables that are kept as they are. Relative folders of XDG mean nothing to anybody. */
const KEPT = ['GONG_PROFILE', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'XDG_DATA_HOME', 'NO_PROXY', 'TZ']

/** The variables of this run that a schedule keeps: where things are, which profile, which zone; a secret is none of them. */
export function keptVariables({ env, files }: Pick<Context, 'env' | 'files'>): Record<string, string> {
  const paths = PATHS.flatMap((name) => (env[name] ? [[name, files.absolute(env[name])] as const] : []))
  const kept = KEPT.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  // A proxy with a name and a password stays out.
  const proxy = env.HTTPS_PROXY && !env.HTTPS_PROXY.includes('@') ? { HTTPS_PROXY: env.HTTPS_PROXY } : {}
  return { ...Object.fromEntries([...paths, ...kept]), ...proxy }
}

/** The variables that whatever starts a job sets anew: whose it is, and where the home is. */
export function homeVariables({ env }: Pick<Context, 'env'>): Record<string, string> {
  const names = ['HOME', 'LOGNAME', 'USER', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA']
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}

/**
 * Runs a line of gong as cron would: no terminal, nothing on stdin, an environment that is all but empty. Its requests are
 * counted as those of the schedule.
 */
export async function runClean(
  { env, runProgram }: Pick<Context, 'env' | 'runProgram'>,
  { command: program }: Pick<Install, 'command'>,
  { name, command, cwd, env: kept }: Pick<Schedule, 'name' | 'command' | 'cwd' | 'env'>,
): Promise<ProgramResult | undefined> {
  return await runProgram({
    command: [...program, ...command],
    cwd,
    env: { ...BARE, ...homeVariables({ env }), ...kept, GONG_SCHEDULE: name },
  })
}
