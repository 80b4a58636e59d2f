import type { Answers } from './asked.ts'

export const ai: Answers = {}
