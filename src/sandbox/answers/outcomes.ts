import type { Answers } from './asked.ts'

export const outcomes: Answers = {}
