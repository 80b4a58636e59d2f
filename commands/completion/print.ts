import type { Entry } from '../../src/app/job/app.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { tree } from '../../src/cli/tree.ts'
import { SHELL_NAMES, SHELLS } from '../../src/docs/completions/index.ts'

/** @param entries of the whole tree, which is what is completed */
export function printCompletions(entries: readonly Entry[]) {
  return defineQuery({
    name: '',
    summary: 'Print the completions for a shell',
    operations: [],
    inputs: { shell: { kind: 'choice', of: SHELL_NAMES, required: true, help: 'the shell to print them for' } },
    arguments: ['shell'],
    fields: ['shell', 'script'],
    columns: ['shell', 'script'],
    single: true,
    format: 'raw',
    endings: ['bash', 'zsh', 'fish', 'ps1', 'sh'],
    examples: ['gong completion bash', 'gong completion zsh -o _gong'],
    cautions: ['For this session alone: source <(gong completion bash). docs/install.md says how to install them.'],
    async *rows({ shell }) {
      const script = SHELLS[shell].script(await tree(entries))
      yield { rows: [{ shell, script }], raw: new TextEncoder().encode(script) }
    },
  })
}
