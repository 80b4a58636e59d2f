import { expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { diskFailure } from '../../../src/store/duckdb/open-file.ts'

const json = (exception_type: string, exception_message: string) =>
  new Error(JSON.stringify({ exception_type, exception_message }))

it.each([
  ['IO Error: Cannot open file "x": Permission denied', 'x: Cannot open file "x": Permission denied'],
  [
    json('IO', 'Could not write file "x": Input/output error').message,
    'x: Could not write file "x": Input/output error',
  ],
  [
    json('TransactionContext', 'Failed to commit: Cannot open file "x.wal": Permission denied').message,
    'x: Failed to commit: Cannot open file "x.wal": Permission denied',
  ],
  [
    json('TransactionContext', 'Failed to commit: No space left on device').message,
    'the disk of x is full; what was committed is whole',
  ],
])('what the disk refuses is a failure of this machine: %s', (said, message) => {
  expect(diskFailure(new Error(said), 'x')).toMatchObject({ kind: 'local', message })
})

it.each([
  json('TransactionContext', 'Failed to commit: PRIMARY KEY or UNIQUE constraint violation'),
  json('Binder', 'Cannot open file'),
  new Failure('usage', 'IO Error: mine'),
])('what is none stays as it is: %s', (error) => {
  expect(diskFailure(error, 'x')).toBe(error)
})
