import type { Input } from '../../src/app/model/inputs.ts'

export const NAME = {
  kind: 'key',
  required: true,
  hint: 'name',
  help: 'name of the schedule: letters, digits, - and _',
} as const satisfies Input
