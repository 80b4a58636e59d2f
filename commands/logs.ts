import type { Command } from '../src/cli/command.ts'

export const logs: readonly Command[] = []
