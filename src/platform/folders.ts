import { Failure } from '../lib/errors.ts'
import type { Context } from './ports.ts'

type Env = Context['env']

/** The variables that can name a folder, and where it is below the home folder without them. */
interface Locations {
  readonly own: string
  readonly xdg: string
  readonly windows: string
  readonly home: string
}

const config: Locations = { own: 'GONG_CONFIG_DIR', xdg: 'XDG_CONFIG_HOME', windows: 'APPDATA', home: '.config' }
const state: Locations = { own: 'GONG_STATE_DIR', xdg: 'XDG_STATE_HOME', windows: 'LOCALAPPDATA', home: '.local/state' }
const data: Locations = { own: 'GONG_DATA_DIR', xdg: 'XDG_DATA_HOME', windows: 'LOCALAPPDATA', home: '.local/share' }

/**
 * The folder of local copies: GONG_DATA_DIR, else `gong` in XDG_DATA_HOME, in LOCALAPPDATA (Windows) or in ~/.local/share.
 *
 * @throws Failure `usage` when none of these is known
 */
export function dataFolder(env: Env): string {
  return folder(env, data)
}

/**
 * The folder of profiles and settings: GONG_CONFIG_DIR, else `gong` in XDG_CONFIG_HOME, in APPDATA (Windows) or in
 * ~/.config.
 *
 * @throws Failure `usage` when none of these is known
 */
export function configFolder(env: Env): string {
  return folder(env, config)
}

/**
 * The folder of what is kept between runs: GONG_STATE_DIR, else `gong` in XDG_STATE_HOME, in LOCALAPPDATA
 * (Windows) or in ~/.local/state.
 *
 * @throws Failure `usage` when none of these is known
 */
export function stateFolder(env: Env): string {
  return folder(env, state)
}

function folder(env: Env, locations: Locations): string {
  const own = env[locations.own]
  if (own) return own
  const xdg = env[locations.xdg]
  // A relative path must be ignored (XDG Base Directory Specification).
  if (xdg && /^([/\\]|[A-Za-z]:)/.test(xdg)) return `${xdg}/gong`
  const windows = env[locations.windows]
  if (windows) return `${windows}/gong`
  const home = env.HOME || env.USERPROFILE
  if (home) return `${home}/${locations.home}/gong`
  throw new Failure('usage', `no home folder is known: neither HOME nor ${locations.own} is set`, {
    hint: `export ${locations.own}=/a/private/folder`,
  })
}
