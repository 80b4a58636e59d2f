import type { Command } from '../src/cli/command.ts'

export const engagement: readonly Command[] = []
