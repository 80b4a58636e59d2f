import { DIRECTORIES } from './name-sources.ts'
import { type NameLookup, namedListOf } from './named-lists.ts'

/** A name without the workspace that it was typed with, and where to look for it. */
interface NameInWorkspace {
  readonly seeking: NameLookup
  readonly name: string
}

/** Takes `Sales EMEA/Manager` apart; `undefined` where no workspace is called so. */
export async function inNamedWorkspace(seeking: NameLookup, text: string): Promise<NameInWorkspace | undefined> {
  const { workspaceLabel: _, ...others } = seeking
  const { workspace } = DIRECTORIES
  for await (const row of namedListOf(seeking.read, 'workspace', workspace, {}).rows()) {
    const id = workspace.id(row)
    const workspaceLabel = [...workspace.names(row), id].find((name) => isBefore(name, text))
    if (workspaceLabel === undefined) continue
    const otherInputs = { ...seeking.otherInputs, workspace: id }
    return { seeking: { ...others, otherInputs, workspaceLabel }, name: text.slice(workspaceLabel.length + 1) }
  }
  return undefined
}

function isBefore(name: string, text: string): boolean {
  const fold = (one: string) => one.normalize('NFC').toLowerCase()
  return fold(text.slice(0, name.length + 1)) === fold(`${name}/`)
}
