import type { Answers } from './asked.ts'

export const permissions: Answers = {}
