import type { Row } from '../../lib/rows.ts'
import { idSeries } from './ids.ts'

export interface SandboxWorkspace {
  readonly id: string
  /** As Gong answers it; one has no description. */
  readonly row: Row
}

/** The three workspaces, in the order of `workspaceIndexes`. */
export function makeWorkspaces(seed: number): readonly SandboxWorkspace[] {
  const id = idSeries(seed, 'workspace')
  const facts: readonly Row[] = [
    { name: 'Sales Americas', description: 'New business from Halifax to Ushuaia' },
    { name: 'Sales EMEA & APAC', description: 'New business everywhere else' },
    { name: 'Customer Success' },
  ]
  return facts.map((fact, index) => ({ id: id.of(index), row: { id: id.of(index), ...fact } }))
}
