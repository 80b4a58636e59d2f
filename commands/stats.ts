import type { Command } from '../src/cli/command.ts'

export const stats: readonly Command[] = []
