import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { type Phone, readPhone } from '../search/phone.ts'
import { folded } from '../search/words.ts'

/** Something about a call that it can be found by. */
export interface Thing {
  readonly sort: 'title' | 'participant' | 'account' | 'deal' | 'tracker'
  /** As people read it: `Mara Lindt <mara@acme.example>`. */
  readonly shown: string
  /** Its name, folded. */
  readonly name: string
  /** Everything that it says, folded. */
  readonly text: string
  /** What it is only found by as a whole: an id, or an e-mail address in lower case. */
  readonly ids: readonly string[]
  /** Of an e-mail address, in lower case. */
  readonly domain?: string | undefined
  readonly phone?: Phone | undefined
}

/**
 * Everything that a call can be found by, as far as it was asked for and is known: any part of a call can be missing
 * (field note "What real answers look like"). People come last, since they are the most.
 *
 * @param call a record of listCallsExtensive
 */
export function thingsOf({ metaData, parties, context, content }: Row): readonly Thing[] {
  const objects = rowsIn(context).flatMap((system) => rowsIn(system.objects))
  return [
    ...named('title', isRow(metaData) ? metaData.title : undefined),
    ...objects.flatMap(inCrm),
    ...rowsIn(isRow(content) ? content.trackers : undefined).flatMap(({ id, name }) => named('tracker', name, id)),
    ...rowsIn(parties).map(participant),
  ]
}

function named(sort: Thing['sort'], name: Json | undefined, id?: Json): readonly Thing[] {
  const shown = textOf(name) || textOf(id)
  return shown === ''
    ? []
    : [{ sort, shown, name: folded(textOf(name)), text: folded(shown), ids: [textOf(id)].filter(Boolean) }]
}

/** Somebody without a name is known by what stands before the @. */
function participant({ name, emailAddress, phoneNumber }: Row): Thing {
  const [called, email, phone] = [textOf(name), textOf(emailAddress), textOf(phoneNumber)]
  const [local = '', domain] = email.toLowerCase().split(/@(?=[^@]*$)/)
  return {
    sort: 'participant',
    shown: [called, email === '' ? phone : called === '' ? email : `<${email}>`].filter(Boolean).join(' '),
    name: folded(`${called} ${local}`),
    text: folded(`${called} ${email}`),
    ids: email === '' ? [] : [email.toLowerCase()],
    domain,
    phone: readPhone(phone),
  }
}

/** What the CRM knows of the call itself; `Opportunity` is Gong's word for a deal there. */
const CRM: { readonly [objectType: string]: 'account' | 'deal' } = { Account: 'account', Opportunity: 'deal' }

function inCrm({ objectType, objectId, fields }: Row): readonly Thing[] {
  const sort = CRM[textOf(objectType)]
  // HubSpot calls the name of a deal `dealname`; elsewhere it is `name` or `Name`.
  const name = rowsIn(fields).find((field) => /^(deal)?name$/i.test(textOf(field.name)))
  return sort === undefined ? [] : named(sort, name?.value, objectId)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
