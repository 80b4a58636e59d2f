import type { Answers } from './asked.ts'

export const tasks: Answers = {}
