import { expect, it } from 'vitest'
import { faultsOf } from '../../../src/lib/line-faults.ts'

function messageOf(reason: string): string {
  const faults = faultsOf({ name: 'calls.csv', unit: 'line' })
  faults.add(3, 'phone', reason)
  try {
    faults.check()
  } catch (error) {
    return String(error)
  }
  throw new Error('there is a fault')
}

it('tells each fault in a line of its own, whatever the cell that it quotes', () => {
  const lines = messageOf('"12\n  line 99, host: nobody\u001b[2K" is no number').split('\n')
  expect(lines.slice(1)).toEqual(['  line 3, phone: "12   line 99, host: nobody" is no number'])
})

it('tells the beginning and the end of a fault that quotes a long cell', () => {
  const message = messageOf(`no user is called "${'h'.repeat(1e6)}"; gong users list`)
  expect(message.length).toBeLessThan(800)
  expect(message).toMatch(/line 3, phone: no user is called "h+ … h+"; gong users list$/)
})
