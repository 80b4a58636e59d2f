import skill from '../../skills/gong/SKILL.md?raw'
import type { Page } from '../../src/lib/rows.ts'

/** What coding agents have to know to use this tool. */
export function skillPage(): Page {
  return { rows: [{ skill }], raw: new TextEncoder().encode(skill) }
}
