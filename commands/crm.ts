import type { Command } from '../src/cli/command.ts'

export const crm: readonly Command[] = []
