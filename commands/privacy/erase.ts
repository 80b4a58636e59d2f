import { privacy as gong } from '../../src/catalogue/privacy.ts'
import type { Command, Job, Typed } from '../../src/cli/command.ts'
import { type Contact, toContact } from '../../src/cli/contact.ts'
import { Failure } from '../../src/errors.ts'
import { blastRadius, checkRadius, erase } from '../../src/privacy/erase.ts'
import { addressOf, find } from '../../src/privacy/find.ts'
import type { Pages, Row } from '../../src/rows.ts'
import { value } from './value.ts'

const MOST_CALLS = 50

const OUTCOME = ['value', 'outcome', 'counts', 'requestId']

export const erasing: Command = {
  name: 'erase',
  summary: 'Erase everything that Gong holds about an e-mail address or phone number',
  // Guarded by a gate of its own below, which asks for more than a yes; the operations say `erase`, so nothing is sent twice.
  effect: 'write',
  operations: [gong.findEmail, gong.findPhone, gong.eraseEmail, gong.erasePhone],
  inputs: {
    value,
    maxCalls: { kind: 'count', help: `decline when more calls than this would be deleted (${MOST_CALLS})` },
    confirm: {
      kind: 'text',
      hint: 'the same value',
      help: 'off a terminal, together with --yes: the value once more',
    },
  },
  arguments: ['value'],
  fields: OUTCOME,
  columns: OUTCOME,
  single: true,
  examples: [
    'gong privacy erase thandiwe.jovanovic@nettlecombefoods.example --dry-run',
    'gong privacy erase "+1 202-555-0178" --max-calls 5 --yes --confirm "+1 202-555-0178"',
  ],
  cautions: [
    'Whole calls are deleted, with everything that the other people in them said.',
    'Clean the CRM and the mailboxes first, or Gong imports the data again.',
    'It cannot be undone and takes hours; an address that Gong does not know is a success too.',
    'Gong refuses the addresses of its own users in the company.',
  ],
  run: eraseGuarded,
}

/** Looks, tells what will go, has the value typed again, erases. A dry run shows the erasing request and looks nothing up. */
async function* eraseGuarded(input: Typed, job: Job): Pages {
  const person = await toContact('<value>', String(input.value))
  const client = await job.gong()
  if (job.globals.dryRun) await erase(client, person)
  await checkAgreement(person, input, job)
  const found = await find(client, person)
  for (const sentence of blastRadius(found)) await job.say(sentence)
  checkRadius(found, typeof input.maxCalls === 'number' ? input.maxCalls : MOST_CALLS)
  if (job.context.ask.possible) await typedAgain(person, found.counts.calls, job)
  yield { rows: [{ value: found.value, counts: found.counts, ...(await sent(person, job)) }] }
}

/** Who breaks off here is told that the outcome is open. */
async function sent(person: Contact, job: Job): Promise<Row> {
  return await erase(await job.gong(), person).catch(async (error: unknown) => {
    if (error instanceof Failure && error.kind === 'interrupted') await job.say(error.message)
    throw error
  })
}

/** Off a terminal both --yes and the value are needed; a --confirm that is another person's is refused everywhere. */
async function checkAgreement(person: Contact, { value, confirm }: Typed, { context, globals }: Job): Promise<void> {
  const same = typeof confirm === 'string' && (await isSame(confirm, person))
  const missing = [...(globals.yes ? [] : ['--yes']), ...(confirm === undefined ? ['--confirm'] : [])]
  if (confirm !== undefined && !same)
    throw new Failure('declined', `--confirm "${confirm}" is not ${addressOf(person)}; nothing was sent`)
  if (context.ask.possible || missing.length === 0) return
  throw new Failure(
    'declined',
    `nobody is here to agree, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing; nothing was sent`,
    {
      hint: `gong privacy find ${value}, then erase it with --yes --confirm ${value}`,
    },
  )
}

async function typedAgain(person: Contact, calls: number, job: Job): Promise<void> {
  const whole = calls === 1 ? '1 call goes whole' : `${calls} calls go whole`
  const answer = await job.context.ask.text(`${whole}. To erase ${addressOf(person)}, type it again:`)
  if (!(await isSame(answer, person)))
    throw new Failure('declined', `what was typed is not ${addressOf(person)}; nothing was erased`)
}

/** The same address to the letter, or the same number in any notation. */
async function isSame(typed: string, person: Contact): Promise<boolean> {
  const again = await toContact('', typed).catch(() => undefined)
  return again !== undefined && addressOf(again) === addressOf(person)
}
