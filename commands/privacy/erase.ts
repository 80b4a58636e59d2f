import { defineChange } from '../../src/app/model/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { AGAIN_INPUTS, DEFAULT_MAX_CALLS, RECEIVED, TICKET, TZ } from './erase-inputs.ts'
import { PERSON } from './person-input.ts'

const COLUMNS = ['value', 'outcome', 'receipt', 'counts', 'requestId', 'company', 'profile', 'host']

export const erasePersonData = defineChange({
  name: 'erase',
  summary: 'Erase everything that Gong holds about an e-mail address or phone number',
  effect: 'erase',
  operations: [gong.findEmail, gong.findPhone, calls.details, gong.eraseEmail, gong.erasePhone],
  inputs: {
    value: PERSON,
    maxCalls: { kind: 'count', help: `decline when more calls than this would be deleted (${DEFAULT_MAX_CALLS})` },
    confirm: {
      kind: 'text',
      hint: 'the same value',
      help: 'off a terminal, together with --yes: the value once more',
    },
    ticket: TICKET,
    received: RECEIVED,
    tz: TZ,
    receipt: { kind: 'file', writes: 'file', help: 'write the receipt here too; the book of receipts has it anyway' },
    again: AGAIN_INPUTS,
  },
  arguments: ['value'],
  fields: COLUMNS,
  columns: COLUMNS,
  single: true,
  examples: [
    'gong privacy erase thandiwe.jovanovic@nettlecombefoods.example --dry-run',
    'gong privacy erase "+1 202-555-0178" --max-calls 5 --yes --confirm "+1 202-555-0178"',
  ],
  asks: 'It erases: it has the value typed again, and away from a terminal it needs --yes and --confirm.',
  cautions: [
    'Whole calls are deleted, with everything that the other people in them said.',
    'Clean the CRM and the mailboxes first, or Gong imports the data again.',
    'It cannot be undone and takes hours; an address that Gong does not know is a success too.',
    'Gong refuses the addresses of its own users in the company.',
    'A receipt is written before the request leaves, without the value itself: see gong privacy receipts. --dry-run looks, shows all, and erases nothing.',
  ],
  async plan(input, job) {
    const { planErasure } = await import('./plan-erase.ts')
    return await planErasure(input, job)
  },
})
