import type { OldCommand } from '../../src/app/command.ts'
import { tree } from '../../src/cli/tree.ts'
import { SHELLS } from '../../src/docs/completions/index.ts'
import { Failure } from '../../src/lib/errors.ts'
import { entries } from '../index.ts'

const print: OldCommand = {
  name: '',
  summary: 'Print the completions for a shell',
  effect: 'read',
  operations: [],
  inputs: { shell: { kind: 'choice', of: Object.keys(SHELLS), required: true, help: 'the shell to print them for' } },
  arguments: ['shell'],
  fields: ['shell', 'script'],
  columns: ['shell', 'script'],
  single: true,
  format: 'raw',
  endings: ['bash', 'zsh', 'fish', 'ps1', 'sh'],
  examples: ['gong completion bash', 'gong completion zsh -o _gong'],
  cautions: ['For this session alone: source <(gong completion bash). docs/install.md says how to install them.'],
  async *run({ shell }) {
    const made = SHELLS[String(shell)]
    if (made === undefined) throw new Failure('usage', `<shell>: there are no completions for ${shell}`)
    const script = made.script(await tree(entries))
    yield { rows: [{ shell: String(shell), script }], raw: new TextEncoder().encode(script) }
  },
}

export const completion = [print]
