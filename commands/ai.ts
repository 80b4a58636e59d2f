import type { Command } from '../src/cli/command.ts'

export const ai: readonly Command[] = []
