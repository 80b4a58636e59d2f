import { quoted } from '../credentials/file-permissions.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, ok, warning } from './finding.ts'

type Env = Context['env']

interface Places {
  /** Where README puts the file, then where packages do. */
  readonly files: (env: Env) => readonly [string, ...string[]]
  /** What a shell reads at its start, which may load them straight. */
  readonly start: string
}

/** Where each shell looks for completions. */
const SHELLS: { readonly [shell: string]: Places } = {
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

/** Whether the shell of this person has the completions, and those of this version. */
export const completions: Check = async ({ context, completionsOf }) => {
  const { env, files } = context
  const shell = env.SHELL?.split('/').at(-1) ?? ''
  const places = SHELLS[shell]
  if (places === undefined || !env.HOME)
    return [ok('completions', `not looked for: SHELL names ${shell === '' ? 'no shell' : shell}`)]
  const all = places.files(env)
  const install = `gong completion ${shell} -o ${quoted(all[0])}`
  for (const path of all) {
    const text = await textOf(files, path)
    if (text === undefined) continue
    if (text === completionsOf(shell)) return [ok('completions', `${shell}: ${path}`)]
    return [
      warning('completions', `${shell}: ${path} is of another version`, `gong completion ${shell} -o ${quoted(path)}`),
    ]
  }
  const start = `${env.HOME}/${places.start}`
  if ((await textOf(files, start))?.includes('gong completion'))
    return [ok('completions', `${shell}: loaded by ${start}`)]
  return [warning('completions', `none is installed for ${shell}`, install)]
}

async function textOf(files: Context['files'], path: string): Promise<string | undefined> {
  const bytes = await files.read(path)
  return bytes && Buffer.from(bytes).toString()
}
