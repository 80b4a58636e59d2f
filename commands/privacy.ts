import type { Command } from '../src/cli/command.ts'

export const privacy: readonly Command[] = []
