import type { Answers } from './asked.ts'

export const stats: Answers = {}
