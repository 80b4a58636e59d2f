import type { PromptTemplate } from '../../src/mcp/tool.ts'

/** Beginnings of conversations. */
export const prompts: readonly PromptTemplate[] = []
