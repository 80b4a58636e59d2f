import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

type Env = Context['env']

interface Places {
  readonly own: string
  readonly xdg: string
  readonly windows: string
  /** Below the home folder. */
  readonly home: string
}

const config: Places = { own: 'GONG_CONFIG_DIR', xdg: 'XDG_CONFIG_HOME', windows: 'APPDATA', home: '.config' }
const state: Places = { own: 'GONG_STATE_DIR', xdg: 'XDG_STATE_HOME', windows: 'LOCALAPPDATA', home: '.local/state' }

/**
 * The folder of profiles and settings: GONG_CONFIG_DIR, else `gong` in XDG_CONFIG_HOME, in APPDATA (Windows) or in
 * ~/.config.
 * @throws Failure `usage` when none of these is known.
 */
export function configFolder(env: Env): string {
  return folder(env, config)
}

/**
 * The folder of what the tool remembers between runs: GONG_STATE_DIR, else `gong` in XDG_STATE_HOME, in LOCALAPPDATA
 * (Windows) or in ~/.local/state.
 * @throws Failure `usage` when none of these is known.
 */
export function stateFolder(env: Env): string {
  return folder(env, state)
}

/**
 * The key of the book of receipts: in the config folder, so that a copy of the state folder does not hold it; in the state
 * folder where no other is known.
 */
export function receiptsKeyPath(env: Env): string {
  const isKnown = [env.GONG_CONFIG_DIR, env.XDG_CONFIG_HOME, env.APPDATA, env.HOME, env.USERPROFILE].some(Boolean)
  return `${isKnown ? configFolder(env) : stateFolder(env)}/receipts-key.json`
}

function folder(env: Env, places: Places): string {
  const own = env[places.own]
  if (own) return own
  const xdg = env[places.xdg]
  // The XDG specification says that a relative path is to be ignored.
  if (xdg && /^([/\\]|[A-Za-z]:)/.test(xdg)) return `${xdg}/gong`
  const windows = env[places.windows]
  if (windows) return `${windows}/gong`
  const home = env.HOME || env.USERPROFILE
  if (home) return `${home}/${places.home}/gong`
  throw new Failure('usage', `no home folder is known: neither HOME nor ${places.own} is set`, {
    hint: `export ${places.own}=/a/private/folder`,
  })
}
