import type { Command } from '../src/cli/command.ts'

export const tasks: readonly Command[] = []
