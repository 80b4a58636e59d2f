import type { Answers } from './asked.ts'

export const meetings: Answers = {}
