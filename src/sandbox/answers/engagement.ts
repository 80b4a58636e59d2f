import type { Answers } from './asked.ts'

export const engagement: Answers = {}
