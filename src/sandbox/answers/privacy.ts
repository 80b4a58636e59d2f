import type { Answers } from './asked.ts'

export const privacy: Answers = {}
