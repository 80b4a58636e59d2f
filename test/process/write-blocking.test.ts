import { constants, openSync, readSync } from 'node:fs'
import { expect, it } from 'vitest'
import { writeBlocking } from '../../src/platform/node/streams.ts'
import { namedPipe } from '../support/named-pipe.ts'

it('leaves over what a pipe that another process made non-blocking has no room for', () => {
  const pipe = openSync(namedPipe(), constants.O_RDWR | constants.O_NONBLOCK)
  const text = 'a line of help — …\n'.repeat(10_000)
  const rest = writeBlocking(pipe, text)
  const taken = Buffer.alloc(text.length)
  const size = readSync(pipe, taken)
  expect([size > 0, rest.length > 0]).toEqual([true, true])
  expect(Buffer.concat([taken.subarray(0, size), rest]).toString()).toBe(text)
})
