import type { Input } from '../../src/app/command.ts'

/** Whom a privacy request is about. */
export const value: Input = {
  kind: 'text',
  required: true,
  help: 'e-mail address, or phone number in any notation with its country code',
}
