import type { Input } from '../../src/app/model/inputs.ts'

/** Whom a privacy request is about. */
export const PERSON = {
  kind: 'text',
  required: true,
  help: 'e-mail address, or phone number in any notation with its country code',
} as const satisfies Input
