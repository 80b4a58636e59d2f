import { expect, it } from 'vitest'
import { splitCommand } from '../../../src/webhooks/split-command.ts'

it.each([
  ['./on-call.sh', ['./on-call.sh']],
  ['  jq  -c .callData ', ['jq', '-c', '.callData']],
  [`sh -c 'jq .id >> "my ids"'`, ['sh', '-c', 'jq .id >> "my ids"']],
  [String.raw`a "b \" c" d\ e ''`, ['a', 'b " c', 'd e', '']],
  [String.raw`'a\b'`, [String.raw`a\b`]],
])('splits %s into words', (text, words) => {
  expect(splitCommand(text)).toEqual(words)
})

it.each(['jq . | tee x', 'a > b', 'a; b', 'echo $HOME', 'a `b`', "a 'b", ' ', 'a && b'])('refuses %s', (text) => {
  expect(() => splitCommand(text)).toThrow(/--exec/)
})
