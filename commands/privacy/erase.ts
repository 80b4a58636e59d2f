import type { Input, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { type Company, companyWords } from '../../src/company/company.ts'
import { type Contact, toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { blastRadius, checkMaxCalls } from '../../src/privacy/blast-radius.ts'
import { type ErasureContext, erasePerson, erasureRequest } from '../../src/privacy/erase.ts'
import { type Findings, findPerson, holdsNothing } from '../../src/privacy/findings.ts'
import { addressOf } from '../../src/privacy/person.ts'
import { checkNotErasedBefore } from '../../src/privacy/receipts/repeats.ts'
import { bookOf, seenBy, tellLost, tellTraces } from './desk.ts'
import { value } from './value.ts'

/** Also of the list. */
export const AGAIN: Input = { kind: 'flag', help: 'also when an earlier erasure is not known to be over' }

export const TICKET: Input = { kind: 'text', hint: 'text', help: 'of the request, kept in the receipt' }

/** More calls than this are erased only when somebody raises the number. */
export const MOST_CALLS = 50

const OUTCOME = ['value', 'outcome', 'receipt', 'counts', 'requestId', 'company', 'profile', 'host']

export const erasing: OldCommand = {
  name: 'erase',
  summary: 'Erase everything that Gong holds about an e-mail address or phone number',
  // Guarded by a gate of its own below, which asks for more than a yes; the operations say `erase`, so nothing is sent twice.
  effect: 'write',
  operations: [gong.findEmail, gong.findPhone, calls.details, gong.eraseEmail, gong.erasePhone],
  inputs: {
    value,
    maxCalls: { kind: 'count', help: `decline when more calls than this would be deleted (${MOST_CALLS})` },
    confirm: {
      kind: 'text',
      hint: 'the same value',
      help: 'off a terminal, together with --yes: the value once more',
    },
    ticket: TICKET,
    receipt: { kind: 'file', writes: 'file', help: 'write the receipt here too; the book of receipts has it anyway' },
    again: AGAIN,
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
    'A receipt is written before the request leaves, without the value itself: see gong privacy receipts. --dry-run looks, shows all, and erases nothing.',
  ],
  run: eraseGuarded,
}

/** Looks, tells what will go, has the value typed again, erases. A dry run does all of it but the last. */
async function* eraseGuarded(input: Typed, job: Job): Pages {
  const person = await toContact('<value>', String(input.value))
  const { dryRun } = job.globals
  if (!dryRun) await checkAgreement(person, input, job)
  if (!dryRun) await checkEarlier(person, input, job)
  const company = await job.company()
  const looking = await job.looking()
  const found = await findPerson(looking, person)
  const seen = await seenBy(looking, found, job)
  await job.warn(`In ${companyWords(company)}:`)
  for (const sentence of blastRadius(found, seen)) await job.warn(sentence)
  if (dryRun) await (await job.gong()).exchange(erasureRequest(person))
  checkMaxCalls(found.counts.calls, Number(input.maxCalls ?? MOST_CALLS), `gong privacy find ${found.value}`)
  if (job.context.prompts.available) await typedAgain(person, found, job)
  const { failure, receipt, ...erased } = await erasePerson(person, found, seen, await erasingOf(input, job))
  await job.say(`the receipt is ${receipt}; in some hours: gong privacy verify ${receipt}`)
  if (failure?.kind === 'interrupted') await job.say(failure.message)
  if (failure !== undefined) throw failure
  await tellTraces([{ person, found }], job)
  yield { rows: [{ value: found.value, receipt, counts: found.counts, ...erased, ...placeOf(company) }] }
}

/** Where something was erased, for its row. */
export function placeOf({ words, profile, host }: Company): Row {
  return { company: words ?? null, profile: profile ?? null, host }
}

/** What an erasure needs besides the person. */
export async function erasingOf({ receipt, again, ticket }: Typed, job: Job): Promise<ErasureContext> {
  const { files, random } = job.context
  const lines: Row[] = []
  return {
    gong: await job.gong(),
    book: await bookOf(job),
    company: await job.company(),
    ticket: typeof ticket === 'string' ? ticket : undefined,
    random,
    // A company that is made anew for each run knows nothing of an earlier one.
    again: again === true || job.globals.sandbox,
    async copy(line) {
      lines.push(line)
      if (typeof receipt === 'string') await files.write(receipt, `${JSON.stringify({ lines }, null, 2)}\n`, 0o600)
    },
  }
}

/** Before anything is sent at all; the book is asked again when the receipt is written. */
async function checkEarlier(person: Contact, { again }: Typed, job: Job): Promise<void> {
  const book = await bookOf(job)
  await tellLost(book, job)
  const { receipts } = await book.read()
  // The company is asked for only where there is something to tell apart.
  if (again === true || job.globals.sandbox || receipts.length === 0) return
  checkNotErasedBefore(receipts, person, await job.company())
}

/** Off a terminal both --yes and the value are needed; a --confirm that is another person's is refused everywhere. */
async function checkAgreement(person: Contact, { value, confirm }: Typed, { context, globals }: Job): Promise<void> {
  const same = typeof confirm === 'string' && (await isSame(confirm, person))
  const missing = [...(globals.yes ? [] : ['--yes']), ...(confirm === undefined ? ['--confirm'] : [])]
  if (confirm !== undefined && !same)
    throw new Failure('declined', `--confirm "${confirm}" is not ${addressOf(person)}; nothing was sent`)
  if (context.prompts.available || missing.length === 0) return
  throw unagreed(missing, `gong privacy find ${value}, then erase it with --yes --confirm ${value}`)
}

/** Nobody can be asked, and flags that would say yes are missing. Also of the list. */
export function unagreed(missing: readonly string[], hint: string): Failure {
  const are = missing.length === 1 ? 'is' : 'are'
  return new Failure(
    'declined',
    `nobody is here to agree, and ${missing.join(' and ')} ${are} missing; nothing was sent`,
    { hint },
  )
}

async function typedAgain(person: Contact, { counts }: Findings, job: Job): Promise<void> {
  const { calls } = counts
  const whole = holdsNothing(counts)
    ? 'Gong holds nothing of that. Is the spelling right?'
    : calls === 1
      ? '1 call goes whole.'
      : `${calls} calls go whole.`
  const where = companyWords(await job.company())
  const answer = await job.context.prompts.text(`${whole} To erase ${addressOf(person)} in ${where}, type it again:`)
  if (!(await isSame(answer, person)))
    throw new Failure('declined', `what was typed is not ${addressOf(person)}; nothing was erased`)
}

/** The same address to the letter, or the same number in any notation. */
async function isSame(typed: string, person: Contact): Promise<boolean> {
  const again = await toContact('', typed).catch(() => undefined)
  return again !== undefined && addressOf(again) === addressOf(person)
}
