import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Ended, shell, TOOL_IN_SHELL } from './built-tool.ts'

/** What a desktop with a keychain is made of, and the Debian package of each. */
const PROGRAMS = {
  'dbus-run-session': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  'secret-tool': 'libsecret-tools',
}

/** The first package that is not here; `undefined` when a real keychain can be tried. */
export function lacking(): string | undefined {
  const isHere = (program: string) => spawnSync(program, ['--version']).error === undefined
  return Object.entries(PROGRAMS).find(([program]) => !isHere(program))?.[1]
}

/** Words of the shell for the keychain of a session. */
const UNLOCK = "printf 'login password' | gnome-keyring-daemon --unlock --components=secrets > /dev/null"
const LOCK = `dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \\
  org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login > /dev/null`

/**
 * Runs a script as somebody who has just logged in to a desktop: with a D-Bus and an open gnome-keyring of its own, both
 * gone afterwards. In it `gong` is the tool, and `lock` locks the keychain.
 *
 * @param home where the person's files and the keychain's own are
 */
export function atDesktop(script: string, home: string): Promise<Ended> {
  const runtime = join(home, 'runtime')
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const session = `dbus-run-session -- sh <<'end of session'
    gong() { ${TOOL_IN_SHELL} "$@"; }
    lock() { ${LOCK}; }
    ${UNLOCK}
    ${script}
end of session`
  return shell(session, { env: { HOME: home, XDG_RUNTIME_DIR: runtime, GONG_CONFIG_DIR: join(home, 'gong') } })
}
