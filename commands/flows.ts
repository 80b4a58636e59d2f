import type { Command } from '../src/cli/command.ts'

export const flows: readonly Command[] = []
