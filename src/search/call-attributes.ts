import { foldText } from '../lib/fold-text.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { type PhoneNumber, parsePhone } from './phone.ts'

/** One thing that a call can be found by. */
export interface CallAttribute {
  readonly kind: 'title' | 'participant' | 'account' | 'deal' | 'tracker'
  /** For people: `Mara Lindt <mara@acme.example>`. */
  readonly label: string
  /** Its name, folded. */
  readonly name: string
  /** All of its text, folded. */
  readonly text: string
  /** What only matches as a whole: an id, or an e-mail address in lower case. */
  readonly ids: readonly string[]
  /** Of an e-mail address, in lower case. */
  readonly domain?: string | undefined
  readonly phone?: PhoneNumber | undefined
}

/**
 * The attributes of a call, as far as they were requested and are known: any part of a call can be missing (field note "What
 * real answers look like"). Participants come last, since there are most of them.
 *
 * @param call a record of listCallsExtensive
 */
export function attributesOf({ metaData, parties, context, content }: Row): readonly CallAttribute[] {
  const objects = rowsIn(context).flatMap((system) => rowsIn(system.objects))
  return [
    ...namedAttribute('title', isRow(metaData) ? metaData.title : undefined),
    ...objects.flatMap(crmAttributes),
    ...rowsIn(isRow(content) ? content.trackers : undefined).flatMap(({ id, name }) =>
      namedAttribute('tracker', name, id),
    ),
    ...rowsIn(parties).map(participantAttribute),
  ]
}

function namedAttribute(kind: CallAttribute['kind'], name: Json | undefined, id?: Json): readonly CallAttribute[] {
  const label = textOf(name) || textOf(id)
  if (label === '') return []
  return [{ kind, label, name: foldText(textOf(name)), text: foldText(label), ids: [textOf(id)].filter(Boolean) }]
}

/** The local part of the e-mail address counts as a name, since many participants have no other. */
function participantAttribute({ name, emailAddress, phoneNumber }: Row): CallAttribute {
  const [fullName, email, phone] = [textOf(name), textOf(emailAddress), textOf(phoneNumber)]
  const [local = '', domain] = email.toLowerCase().split(/@(?=[^@]*$)/)
  return {
    kind: 'participant',
    label: [fullName, email === '' ? phone : fullName === '' ? email : `<${email}>`].filter(Boolean).join(' '),
    name: foldText(`${fullName} ${local}`),
    text: foldText(`${fullName} ${email}`),
    ids: email === '' ? [] : [email.toLowerCase()],
    domain,
    phone: parsePhone(phone),
  }
}

/** The kinds of CRM objects; `Opportunity` is a deal. */
const CRM: { readonly [objectType: string]: 'account' | 'deal' } = { Account: 'account', Opportunity: 'deal' }

function crmAttributes({ objectType, objectId, fields }: Row): readonly CallAttribute[] {
  const kind = CRM[textOf(objectType)]
  // HubSpot calls the name of a deal `dealname`; elsewhere it is `name` or `Name`.
  const name = rowsIn(fields).find((field) => /^(deal)?name$/i.test(textOf(field.name)))
  return kind === undefined ? [] : namedAttribute(kind, name?.value, objectId)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
