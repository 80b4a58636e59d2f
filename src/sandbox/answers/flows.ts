import type { Answers } from './asked.ts'

export const flows: Answers = {}
