import type { Command } from '../src/cli/command.ts'

export const meetings: readonly Command[] = []
