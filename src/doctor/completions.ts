import { singleQuoted } from '../lib/shell-quote.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, ok, warning } from './finding.ts'

type Env = Context['env']

interface Locations {
  /** Where README installs the file, then where packages do. */
  readonly files: (env: Env) => readonly [string, ...string[]]
  /** The startup file of the shell, which may load them, too. */
  readonly start: string
}

/** Where each shell finds completions. */
const SHELLS: { readonly [shell: string]: Locations } = {
  bash: {
    files: ({ HOME, XDG_DATA_HOME = `${HOME}/.local/share` }) => [
      `${XDG_DATA_HOME}/bash-completion/completions/gong`,
      '/usr/local/share/bash-completion/completions/gong',
      '/usr/share/bash-completion/completions/gong',
      '/etc/bash_completion.d/gong',
    ],
    start: '.bashrc',
  },
  zsh: {
    files: ({ HOME, FPATH = '' }) => [
      `${HOME}/.zfunc/_gong`,
      ...FPATH.split(':')
        .filter(Boolean)
        .map((folder) => `${folder}/_gong`),
      '/usr/local/share/zsh/site-functions/_gong',
      '/usr/share/zsh/site-functions/_gong',
    ],
    start: '.zshrc',
  },
  fish: {
    files: ({ HOME, XDG_CONFIG_HOME = `${HOME}/.config` }) => [
      `${XDG_CONFIG_HOME}/fish/completions/gong.fish`,
      '/usr/share/fish/vendor_completions.d/gong.fish',
    ],
    start: '.config/fish/config.fish',
  },
}

/** Whether the completions of this version are installed for the user's shell. */
export const checkCompletions: Check = async ({ context, completionsOf }) => {
  const { env, files } = context
  const shell = env.SHELL?.split('/').at(-1) ?? ''
  const locations = SHELLS[shell]
  if (locations === undefined || !env.HOME)
    return [ok('completions', `not looked for: SHELL names ${shell === '' ? 'no shell' : shell}`)]
  const all = locations.files(env)
  const install = `gong completion ${shell} -o ${singleQuoted(all[0])}`
  for (const path of all) {
    const text = await textOf(files, path)
    if (text === undefined) continue
    if (text === completionsOf(shell)) return [ok('completions', `${shell}: ${path}`)]
    return [
      warning(
        'completions',
        `${shell}: ${path} is of another version`,
        `gong completion ${shell} -o ${singleQuoted(path)}`,
      ),
    ]
  }
  const start = `${env.HOME}/${locations.start}`
  if ((await textOf(files, start))?.includes('gong completion'))
    return [ok('completions', `${shell}: loaded by ${start}`)]
  return [warning('completions', `none is installed for ${shell}`, install)]
}

async function textOf(files: Context['files'], path: string): Promise<string | undefined> {
  const bytes = await files.read(path)
  return bytes && Buffer.from(bytes).toString()
}
