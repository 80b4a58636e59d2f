import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { type CallFilter, callMatcher } from '../../../src/search/call-matcher.ts'
import { run, type Setting } from '../../run.ts'
import { bodyOf, network, paged } from '../../support/fake-gong.ts'

const mara = { name: 'Mara Lindt', emailAddress: 'Mara.Lindt@acme.example', affiliation: 'External' }
const dialIn = { affiliation: 'Unknown', phoneNumber: '+1 202-555-0178' }

/** Calls as Gong may show them: one that has everything, and some that lack much. */
const CALLS: readonly Row[] = [
  {
    metaData: { id: '1', title: 'Acme <> Us | Intro', duration: 1800, scope: 'External' },
    context: [
      {
        system: 'Salesforce',
        objects: [
          { objectType: 'Account', objectId: '0013601230sV7grAAC', fields: [{ name: 'Name', value: 'Acme, Inc.' }] },
          { objectType: 'Opportunity', objectId: '0066', fields: [{ name: 'dealname', value: 'Renewal 2027' }] },
          { objectType: 'Contact', objectId: '0033', fields: [{ name: 'name', value: 'Nobody' }] },
        ],
      },
    ],
    parties: [mara, { ...mara, emailAddress: 'mara.lindt@acme.example' }, { name: "Sean O'Connell" }],
    content: { trackers: [{ id: '77', name: 'Competitors', count: 2 }] },
  },
  { metaData: { id: '2', title: '  ', duration: 90, scope: 'Unknown' }, context: null, parties: [dialIn] },
  {
    metaData: { id: '3', title: 'bell\u0007 \u202eRÉSUMÉ 株式会社Acme様' },
    parties: [{ speakerId: null }],
    content: {},
  },
  { metaData: { id: '4', title: null, scope: 'Internal', duration: 3600 }, parties: [kenta('eu.acme.example')] },
  { metaData: { id: '5' }, parties: [{ ...kenta('notacme.example'), name: '김수빈' }] },
  {},
]

function kenta(domain: string): Row {
  return { emailAddress: `kenta.sato@${domain}` }
}

const answer: Setting = {
  network: network(({ url }) =>
    url.includes('/settings/trackers')
      ? { requestId: 'r', keywordTrackers: [{ trackerId: '77', trackerName: 'Competitors' }] }
      : { requestId: 'r', records: { totalRecords: 8 }, calls: CALLS },
  ),
}

async function found(line: string): Promise<string[]> {
  const { out } = await run(`calls find ${line} --from 7d -f jsonl --fields metaData.id`, answer)
  return [...out.matchAll(/"(\d+)"\}/g)].map(([, id = '']) => id)
}

describe('calls find finds', () => {
  it.each([
    ['a word of any kind', 'acme', ['1', '3', '4', '5']],
    ['words that stand in different places', 'mara competitors renewal', ['1']],
    ['nothing where one word is missing', 'mara competitors pricing', []],
    ['words without their accents', 'resume', ['3']],
    ['a name without its apostrophe', '--participant oconnell', ['1']],
    ['a name in any order', '--participant "lindt, MARA"', ['1']],
    ['nobody whose name is spread over two people', '--participant "mara sean"', []],
    ['two people who were both there', '--participant mara --participant sean', ['1']],
    ['somebody without a name by their address', '--participant "kenta sato"', ['4', '5']],
    ['nobody by a part of a syllable', '--participant 기', []],
    ['a participant by nothing of their domain', '--participant acme', []],
    ['an e-mail address, whatever its case', '--participant MARA.lindt@acme.example', ['1']],
    ['no address that only ends alike', '--participant lindt@acme.example', []],
    ['an address in the text as a whole', 'lindt@acme.example', []],
    ['a domain and those below it, and no other', '--domain acme.example', ['1', '4']],
    ['a domain as it stands after an @', '--domain @EU.acme.example', ['4']],
    ['an account by its name', '--account "acme inc"', ['1']],
    ['an account by its id', '--account 0013601230sV7grAAC', ['1']],
    ['an account by the short form of its id', '--account 0013601230sV7gr', ['1']],
    ['no account whose id differs in case', '--account 0013601230SV7gr', []],
    ['a deal, whatever its CRM calls a name', '--deal renewal', ['1']],
    ['no account among deals', '--deal acme', []],
    ['a tracker by its name', '--tracker competitors', ['1']],
    ['a tracker by its id', '--tracker 77', ['1']],
    ['words of the title alone', '--title acme', ['1', '3']],
    ['calls from a length on', '--min-duration 30m', ['1', '4']],
    ['calls up to a length', '--max-duration 0h30m', ['1', '2']],
    ['calls of one length', '--min-duration 1m30s --max-duration 90s', ['2']],
    ['calls by scope', '--scope unknown', ['2']],
    ['what all flags agree on', 'acme --domain acme.example --max-duration 45m --scope external', ['1']],
    ['nothing where one flag disagrees', 'acme --domain acme.example --max-duration 45m --scope internal', []],
  ])('%s: %s', async (_, line, ids) => {
    expect(await found(line)).toEqual(ids)
  })

  it.each(['+1 202-555-0178', '+12025550178', '001 (202) 555 0178', '202.555.0178', 'tel:+1-202-555-0178'])(
    'a dial-in by its number, written as %s',
    async (number) => {
      expect([await found(`"${number}"`), await found(`--participant "${number}"`)]).toEqual([['2'], ['2']])
    },
  )

  it('no dial-in of another country, or by the end of its number', async () => {
    expect([await found('"+99 1 202-555-0178"'), await found('--participant 5550178x'), await found('0178')]).toEqual([
      [],
      [],
      [],
    ])
  })
})

it('shows the whole record, with what matched and where', async () => {
  const { out } = await run('calls find acme mara --tracker competitors --from 7d', answer)
  expect(JSON.parse(out)).toEqual([
    {
      ...CALLS[0],
      matched: [
        'title: Acme <> Us | Intro',
        'account: Acme, Inc.',
        'tracker: Competitors',
        'participant: Mara Lindt <Mara.Lindt@acme.example>',
        'participant: Mara Lindt <mara.lindt@acme.example>',
      ],
    },
  ])
})

it('tells the title once in a table, and what matched beside it', async () => {
  const { out } = await run('calls find intro sean --from 7d', { ...answer, terminal: true, columns: 120 })
  expect(out).toMatch(/^id +started +duration +title +matched\n/)
  expect(out).toMatch(/^1 +30:00 +Acme <> Us \| Intro +title, participant: Sean O'Connell$/m)
})

describe('calls find asks Gong for', () => {
  const asked = async (line: string) => {
    const { requests } = await run(`calls find ${line}`, answer)
    return bodyOf(requests.at(-1))
  }
  const parties = { exposedFields: { parties: true } }
  const trackers = { exposedFields: { content: { trackers: true } } }

  it.each([
    ['--title x --min-duration 1m --scope internal', undefined],
    ['--participant x --domain x.example', parties],
    ['--tracker 77', trackers],
    ['--account x', { context: 'Extended' }],
    ['--deal x', { context: 'Extended' }],
    ['x', { context: 'Extended', exposedFields: { parties: true, content: { trackers: true } } }],
  ])('no more than it needs for %s', async (line, selector) => {
    expect((await asked(line)).contentSelector).toEqual(selector)
  })

  it('the usual week, also where a text is typed', async () => {
    expect((await asked('x')).filter).toEqual({
      fromDateTime: '2026-05-12T12:00:00Z',
      toDateTime: '2026-05-19T12:00:00Z',
    })
  })

  it('a window, a workspace and a host of its own choice', async () => {
    expect((await asked('x --during 2026-03 --tz UTC -w 42 --host 43')).filter).toEqual({
      fromDateTime: '2026-03-01T00:00:00+00:00',
      toDateTime: '2026-04-01T00:00:00+00:00',
      workspaceId: '42',
      primaryUserIds: ['43'],
    })
  })
})

describe('calls find sends nothing', () => {
  it.each([
    ['', 'there is nothing to look for'],
    ['" "', '<text>: " " has nothing in it to look for'],
    [`--participant "'"`, `--participant: "'" has nothing in it to look for`],
    ['--domain acme', '--domain: "acme" is not a domain such as acme.example'],
    ['--domain mara@acme.example', 'try: --participant mara@acme.example'],
    ['--domain a.example,b.example', 'is not a domain'],
    ['--min-duration 45', '--min-duration: "45" is not a duration such as 90s, 45m or 1h30m'],
    ['--max-duration 1m1h', '--max-duration: "1m1h" is not a duration'],
    ['--max-duration 99999999999999999h', 'is not a duration'],
    ['--min-duration 2h --max-duration 1h', '--max-duration is shorter than --min-duration'],
    ['--scope extern', '--scope: "extern" is not one of internal, external, unknown; did you mean "external"?'],
    ['x -f raw', 'raw has all calls that were read'],
  ])('for a line that is wrong: %s', async (line, message) => {
    const { exit, sent, err } = await run(`calls find ${line}`, answer)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(message)
  })
})

describe('in the end calls find says', () => {
  it('how many calls were scanned, and how many Gong has not analysed', async () => {
    const { err } = await run('calls find acme --from 7d', answer)
    expect(err).toBe(
      '6 calls scanned (4 not analysed, so without trackers), 4 matches\n' +
        '4 rows, 1 request, 2 that Gong counts but has not analysed yet\n',
    )
  })

  it('nothing of trackers where none were looked for', async () => {
    const { err } = await run('calls find --participant mara --from 7d', answer)
    expect(err).toContain('6 calls scanned, 1 match\n')
  })

  it('what was probably meant by an account that no call has', async () => {
    const { exit, err } = await run('calls find --account "oakhrst foods" --from 120d', { calls: 60 })
    expect(exit).toBe(0)
    expect(err).toMatch(/--account: no call that was searched has "oakhrst foods"; did you mean "[A-Z][^"]+"\?\n/)
  })

  it('that nothing was there', async () => {
    const { out, err } = await run('calls find acme --from 2019-01-01 --to 2019-01-02')
    expect([out, err]).toEqual(['[]\n', '0 calls scanned, 0 matches\n'])
  })

  it('it as JSON under --log json', async () => {
    const { err } = await run('calls find --title intro --from 7d --log json', answer)
    const notes = err.split('\n').filter((line) => line.includes('"note"'))
    expect(JSON.parse(notes[0] ?? '')).toEqual({
      level: 'note',
      message: expect.stringMatching(/^6 calls scanned, 1 match/),
    })
  })

  it('nothing of a dry run', async () => {
    expect((await run('calls find acme --from 7d --dry-run', answer)).err).toBe('')
  })

  it('nothing under --quiet', async () => {
    expect((await run('calls find acme --from 7d -q', answer)).err).toBe('')
  })

  it('nothing to a reader who has gone', async () => {
    const { exit, err } = await run('calls find acme --from 7d -f jsonl', { ...answer, gone: () => true })
    expect([exit, err]).toEqual([0, ''])
  })

  it('how far it came before Gong failed', async () => {
    const failing = network((_, page) =>
      page === 0 ? { requestId: 'r', records: { totalRecords: 200, cursor: 'c' }, calls: CALLS } : 'not JSON',
    )
    const { exit, err } = await run('calls find acme --from 7d --no-retry', { network: failing })
    expect([exit, err]).toEqual([7, expect.stringMatching(/^6 of 200 calls scanned .*, 4 matches\nerror: /)])
  })
})

it('reads no further than --limit needs', async () => {
  const rows = (page: number) =>
    CALLS.slice(0, 3).map((call, at) => ({ ...call, metaData: { id: `${page}${at}`, title: 'Acme' } }))
  const { sent, out, err } = await run('calls find acme --from 7d --limit 4', { network: paged(5, rows) })
  expect([sent.length, JSON.parse(out).length]).toEqual([2, 4])
  expect(err).toBe('6 of 15 calls scanned (2 not analysed, so without trackers), 6 matches\n4 rows, 2 requests\n')
})

it('finds in the sandbox what its details show', async () => {
  const all: readonly Row[] = JSON.parse((await run('calls details --from 7d --with parties')).out)
  const there = all.filter(({ parties }) => JSON.stringify(parties).includes('@oakhurstclinics.example'))
  const { out, sent } = await run('calls find --domain oakhurstclinics.example --from 7d --fields metaData.id')
  expect(JSON.parse(out)).toEqual(there.map(({ metaData }) => ({ 'metaData.id': (metaData as Row).id })))
  expect([there.length > 0, sent.length]).toEqual([true, Math.ceil(all.length / 100)])
})

describe('whatever somebody is called', () => {
  const nobody: CallFilter = { participant: [], domain: [], account: [], deal: [], tracker: [] }
  const word = fc.constantFrom('Jürgen', 'Weißenfels', 'Yılmaz', "O'Connell", 'D’Annunzio', 'Østergaard', 'Łukasz')
  const plenty = fc.constantFrom(
    'Παπαδοπούλου',
    '佐藤',
    '김수빈',
    'حداد',
    'प्रिया',
    'Adébáyọ̀',
    'van',
    'İlker',
    'Ｆｕｌｌ',
  )
  const names = fc.array(fc.oneof(word, plenty), { minLength: 1, maxLength: 4 })
  const typings = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase(),
    (text: string) => text.normalize('NFD'),
    (text: string) => text.replace(/['’]/g, ''),
  )

  it('some of the words find them, in any order, case and spelling of accents', () => {
    const property = fc.property(
      names.chain(fc.shuffledSubarray.bind(undefined)),
      names,
      typings,
      (some, more, typed) => {
        fc.pre(some.length > 0)
        const call = { parties: [{ name: [...more, ...some].join(' ') }] }
        const said = some.map(typed).join(' ')
        expect(callMatcher({ ...nobody, participant: [said] })(call)).toHaveLength(1)
        expect(callMatcher({ ...nobody, text: said })(call)).toHaveLength(1)
      },
    )
    fc.assert(property)
  })

  it('and whatever Gong sends in place of a call, it is no error', () => {
    const junk = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.integer(),
      fc.array(fc.dictionary(fc.string(), fc.string())),
    )
    const calls = fc.record(
      {
        metaData: fc.oneof(junk, fc.record({ title: junk, duration: junk })),
        context: fc.oneof(junk, fc.array(fc.record({ objects: junk }))),
        parties: fc.oneof(junk, fc.array(fc.record({ name: junk, emailAddress: junk, phoneNumber: junk }))),
        content: fc.oneof(junk, fc.record({ trackers: junk })),
      },
      { requiredKeys: [] },
    )
    const matches = callMatcher({ ...nobody, text: 'nothing-is-called-this', maxDuration: 60 })
    fc.assert(
      fc.property(calls, (call) => {
        expect(matches(call)).toBeUndefined()
      }),
    )
  })
})
