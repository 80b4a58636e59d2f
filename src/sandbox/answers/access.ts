import type { Answers } from './asked.ts'

export const access: Answers = {}
