import type { Answers } from './asked.ts'

export const library: Answers = {}
