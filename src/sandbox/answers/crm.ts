import type { Answers } from './asked.ts'

export const crm: Answers = {}
