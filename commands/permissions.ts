import type { Command } from '../src/cli/command.ts'

export const permissions: readonly Command[] = []
