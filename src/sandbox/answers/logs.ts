import type { Answers } from './asked.ts'

export const logs: Answers = {}
