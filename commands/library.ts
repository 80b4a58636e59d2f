import type { Command } from '../src/cli/command.ts'

export const library: readonly Command[] = []
