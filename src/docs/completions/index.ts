import type { Domain } from '../../cli/tree.ts'
import { bash } from './bash.ts'
import { fish } from './fish.ts'
import { powershell } from './powershell.ts'
import { zsh } from './zsh.ts'

export const SHELL_NAMES = ['bash', 'zsh', 'fish', 'powershell'] as const

interface Completions {
  readonly file: string
  readonly script: (domains: readonly Domain[]) => string
}

/** The file of each shell's completions, and the function that generates it. */
export const SHELLS: { readonly [shell: string]: Completions } & Readonly<
  Record<(typeof SHELL_NAMES)[number], Completions>
> = {
  bash: { file: 'gong.bash', script: bash },
  zsh: { file: '_gong', script: zsh },
  fish: { file: 'gong.fish', script: fish },
  powershell: { file: 'gong.ps1', script: powershell },
}
