import { describe, expect, it } from 'vitest'
import { AGAIN_INPUT, BULK_INPUTS, TABLE_INPUTS } from '../../../src/bulk/inputs.ts'
import { type CheckOptions, checkLines } from '../../../src/bulk/lines/check-lines.ts'
import type { TableFields } from '../../../src/bulk/lines/table-fields.ts'
import { columnNames } from '../../../src/bulk/table/table.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Json } from '../../../src/lib/rows.ts'
import { checkJob, tableOf } from '../../support/tables.ts'

const CALL = {
  clientId: { kind: 'text', required: true, help: '' },
  email: { kind: 'email', help: '' },
  phone: { kind: 'phone', help: '' },
  duration: { kind: 'duration', help: '' },
  call: { kind: 'id', help: '', headings: ['gong call'] },
  tag: { kind: 'text', many: true, help: '' },
} as const satisfies TableFields

/** The values of one line under these headings, or what is wrong with them. */
async function read(csv: string, options: CheckOptions = {}, fields: TableFields = CALL): Promise<Json> {
  try {
    const [line] = await checkLines(await tableOf(csv), fields, options, checkJob())
    return JSON.parse(JSON.stringify(line?.values))
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    return `${error.message}${error.hint === undefined ? '' : ` → ${error.hint}`}`
  }
}

describe('the column of a field', () => {
  it.each([['clientId'], ['Client ID'], ['client_id'], ['CLIENT-ID'], [' client.id '], ['Ｃｌｉｅｎｔ ID']])(
    'is found by its name: %s',
    async (heading) => {
      expect(await read(`${heading}\n7\n`)).toEqual({ clientId: '7' })
    },
  )

  it.each([
    ['E-Mail-Adresse', 'Telefonnummer'],
    ['Adresse électronique', 'Numéro de téléphone'],
    ['Correo electrónico', 'Teléfono'],
    ['Indirizzo e-mail', 'Cellulare'],
    ['Endereço de e-mail', 'Telemóvel'],
    ['E-mailadres', 'Telefoonnummer'],
    ['Adres e-mail', 'Numer telefonu'],
    ['メールアドレス', '電話番号'],
    ['邮箱', '手机'],
    ['Email Address', 'Mobile'],
  ])('is found by what offices call it: %s, %s', async (email, phone) => {
    expect(await read(`clientId,${email},${phone}\n7,jo@example.com,+49301234567\n`)).toEqual({
      clientId: '7',
      email: 'jo@example.com',
      phone: '+49301234567',
    })
  })

  it('is found by words of its own, and by its unit', async () => {
    expect(await read('clientId,Gong-Call,Duration (min)\n7,42,2\n')).toEqual({
      clientId: '7',
      call: '42',
      duration: 120,
    })
  })

  it('is the one that --map names: by heading, in any case, or by number', async () => {
    expect(await read('a,b,B\n7,8,9\n', { map: ['client-id=b', 'call=#1'] })).toEqual({ clientId: '8', call: '7' })
    expect(await read('clientId,Ref\n7,8\n', { map: ['clientId=ref'] })).toEqual({ clientId: '8' })
    expect(await read('clientId,phone\n7,none\n', { map: ['phone='] })).toEqual({ clientId: '7' })
  })

  it('may be several for a list', async () => {
    expect(await read('clientId,Tag,TAG\n7,a,b;c\n')).toEqual({ clientId: '7', tag: ['a', 'b', 'c'] })
    expect(await read('clientId,x,y\n7,a,b\n', { map: ['tag=x', 'tag=y'] })).toEqual({ clientId: '7', tag: ['a', 'b'] })
  })

  it('is not needed where the command line has the value for all lines, which a cell outdoes', async () => {
    const common = { clientId: 'all' }
    expect(await read('phone\n+49301234567\n', { common })).toEqual({ clientId: 'all', phone: '+49301234567' })
    expect(await read('phone,clientId\n+49301234567,7\n', { common })).toMatchObject({ clientId: '7' })
  })

  it.each<[string, string, readonly string[], string]>([
    [
      'is missing',
      'Client,E-Mail\n7,x\n',
      [],
      'stdin has no column for clientId; it has "Client", "E-Mail" → --map "clientId=Client"',
    ],
    [
      'could be two',
      'clientId,Mail,Courriel\n7,,\n',
      [],
      'stdin: email could be the columns "Mail" (#2) and "Courriel" (#3) → --map "email=Mail"',
    ],
    [
      'is there twice',
      'clientId,clientId\n7,8\n',
      [],
      'stdin: clientId could be the columns "clientId" (#1) and "clientId" (#2) → --map "clientId=#1"',
    ],
    [
      'is mapped to none',
      'clientId\n7\n',
      ['email=Mial'],
      '--map: stdin has no column "Mial" → its columns: "clientId"',
    ],
    ['is mapped badly', 'clientId\n7\n', ['email'], '--map: "email" is not field=Heading → --map "clientId=clientId"'],
    [
      'is of no field',
      'clientId\n7\n',
      ['emial=clientId'],
      '--map: "emial" is no field of a line; did you mean email? → the fields are clientId, email, phone, duration, call, tag',
    ],
    [
      'is mapped to two of a name',
      'x,x\n7,8\n',
      ['clientId=x'],
      '--map: stdin has more than one column "x" → by its number: #1 or #2',
    ],
  ])('is a fault when it %s', async (_, csv, map, message) => {
    expect(await read(csv, { map })).toBe(message)
  })

  it('is nobody’s when two fields could have it', async () => {
    const fields = {
      owner: { kind: 'email', help: '', headings: ['person'] },
      by: { kind: 'email', help: '', headings: ['person'] },
    } as const
    expect(await read('Person\njo@example.com\n', {}, fields)).toBe(
      'stdin: column "Person" could be owner or by → --map "owner=Person" or --map "by=Person"',
    )
  })
})

it('columns have names of their own, whatever their headings', () => {
  expect(columnNames(['email', '', 'email', 'email (2)'])).toEqual(['email', 'column 2', 'email (2)', 'email (2) (2)'])
})

it('the flags for a table are no part of a body', () => {
  for (const input of Object.values({ ...TABLE_INPUTS, ...BULK_INPUTS, ...AGAIN_INPUT }))
    expect(input.outsideBody).toBe(true)
})

describe('a heading in the language of an office', () => {
  const fields = {
    clientId: { kind: 'text', help: '' },
    direction: { kind: 'choice', of: ['Inbound', 'Outbound'], help: '' },
    started: { kind: 'text', help: '' },
    host: { kind: 'text', help: '' },
    title: { kind: 'text', help: '' },
    duration: { kind: 'duration', help: '' },
  } as const satisfies TableFields

  it.each([
    ['Gesprächs-ID;Richtung;Beginn;Mitarbeiter;Betreff;Dauer (s)', 'eingehend'],
    ['ID de l’appel;Sens;Début;Hôte;Objet;Durée (s)', 'entrant'],
    ['ID de llamada;Dirección;Inicio;Agente;Asunto;Duración (s)', 'Entrante'],
    ['ID chiamata;Direzione;Inizio;Agente;Oggetto;Durata (s)', 'in entrata'],
    ['ID da chamada;Direção;Início;Agente;Assunto;Duração (s)', 'recebida'],
    ['Gespreks-ID;Richting;Starttijd;Medewerker;Onderwerp;Duur in seconden', 'inkomend'],
  ])('is understood: %s', async (header, direction) => {
    const line = await read(`${header}\n7;${direction};now;jo;Hello;90\n`, {}, fields)
    const title = header.includes('Objet') ? {} : { title: 'Hello' }
    expect(line).toEqual({ clientId: '7', direction: 'Inbound', started: 'now', host: 'jo', ...title, duration: 90 })
  })

  it('is one of a thing that has ids, names and addresses', async () => {
    const user = { user: { kind: 'text', help: '' }, call: { kind: 'id', help: '' } } as const
    expect(await read('Benutzer,Anruf-Nr\njo,42\n', {}, user)).toEqual({ user: 'jo', call: '42' })
  })

  it('is refused where it fits two fields, and --map says which', async () => {
    const two = { crmId: { kind: 'crmId', help: '' }, accountCrmId: { kind: 'crmId', help: '' } } as const
    expect(await read('Kundennummer\n7\n', {}, two)).toBe(
      'stdin: column "Kundennummer" could be crmId or accountCrmId → --map "crmId=Kundennummer" or --map "accountCrmId=Kundennummer"',
    )
    expect(await read('Kundennummer\n7\n', { map: ['crmId=Kundennummer'] }, two)).toEqual({ crmId: '7' })
  })

  it('counts less than the name of the field', async () => {
    expect(await read('Betreff,title\nno,yes\n', {}, fields)).toEqual({ title: 'yes' })
  })
})
