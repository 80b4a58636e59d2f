import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { parseExact } from '../../../src/lib/exact-json.ts'
import { isRow, type Json, type Row, rowsIn } from '../../../src/lib/rows.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { storeRowsOf } from '../../../src/store/rows/store-rows-of.ts'
import type { StoreRow } from '../../../src/store/tables/table.ts'

const CALL: Row = {
  metaData: {
    id: '7782342274025937895',
    started: '2026-05-01T09:00:00.1234567-07:00',
    duration: 460,
    isPrivate: false,
  },
  context: [
    {
      system: 'Salesforce',
      objects: [{ objectType: 'Account', objectId: '001', fields: [{ name: 'Name', value: 'Acme' }] }],
    },
  ],
  parties: [
    {
      id: '1',
      emailAddress: 'Jo@ACME.com',
      speakerId: null,
      context: [{ system: 'Generic', objects: [{ objectType: 'Lead', objectId: '9' }] }],
    },
    { id: '2', name: "Robert'); drop table calls; --" },
  ],
  content: {
    trackers: [
      {
        id: '5',
        name: 'Rivals',
        count: 1,
        occurrences: [{ startTime: 32.5, speakerId: '8' }],
        phrases: [{ phrase: 'Walmart', occurrences: [{ startTime: 32.5 }] }],
      },
    ],
    outline: [
      { section: 'Start', items: [{ text: 'Hello', startTime: 1.5 }] },
      { section: 'Nothing', items: [] },
    ],
  },
}

const replaced = (name: string, records: readonly Row[] = [CALL]): readonly StoreRow[] =>
  detailsChange(records).replace?.find(({ table }) => table === name)?.rows ?? []

const detailsChange = (records: readonly Row[]) => changeOf('listCallsExtensive', records)
const transcriptsChange = (records: readonly Row[]) => changeOf('getCallTranscripts', records)

describe('the rows of a call', () => {
  it('have its id digit for digit, its start in UTC and the offset beside, and the whole record', () => {
    expect(storeRowsOf('calls', [CALL])).toMatchObject([
      {
        call_id: '7782342274025937895',
        started: '2026-05-01T16:00:00.123456Z',
        started_zone: '-07:00',
        duration_seconds: 460,
        is_private: false,
        brief: null,
        raw: JSON.stringify(CALL),
      },
    ])
  })

  it('tell who took part, hostile names as the text they are', () => {
    expect(replaced('parties')).toMatchObject([
      {
        call_id: '7782342274025937895',
        place: 0,
        party_id: '1',
        email: 'Jo@ACME.com',
        email_domain: 'acme.com',
        speaker_id: null,
      },
      { place: 1, name: "Robert'); drop table calls; --", email: null },
    ])
  })

  it('keep what a tracker heard by phrase, and altogether', () => {
    expect(
      replaced('tracker_occurrences').map(({ phrase, phrase_place, at_seconds }) => [phrase, phrase_place, at_seconds]),
    ).toEqual([
      [null, -1, 32.5],
      ['Walmart', 0, 32.5],
    ])
  })

  it('have a section of the outline without items, too', () => {
    expect(replaced('outline').map(({ section, place, text }) => [section, place, text])).toEqual([
      ['Start', 0, 'Hello'],
      ['Nothing', -1, null],
    ])
  })

  it('tell objects of the CRM of the call from those of a party', () => {
    expect(
      replaced('crm_context').map(({ party_place, party_id, system, object_id, name }) => [
        party_place,
        party_id,
        system,
        object_id,
        name,
      ]),
    ).toEqual([
      [-1, null, 'Salesforce', '001', 'Acme'],
      [0, '1', 'Generic', '9', null],
    ])
  })

  it('are those of the last record, where a call came twice', () => {
    const again = { ...CALL, parties: [{ id: '3' }] }
    expect(replaced('parties', [CALL, again]).map(({ party_id }) => party_id)).toEqual(['3'])
  })

  it('are refused without an id, since nothing could ever replace them', () => {
    expect(() => detailsChange([{ metaData: { title: 'Hi' } }])).toThrow(Failure)
  })

  it('keep digits beyond 2^53 of ids that came as bare numbers', () => {
    const record = parseExact(
      '{"answeredScorecardId":5517027188234205706,"answers":[{"questionId":6843152929075440037,"score":3.5}]}',
    )
    expect(isRow(record) && storeRowsOf('scorecard_answers', [record])).toMatchObject([
      { answered_scorecard_id: '5517027188234205706', question_id: '6843152929075440037', score: 3.5 },
    ])
  })

  it('lose nothing, whatever Gong sends', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('parties', 'content', 'context', 'interaction'),
        fc.jsonValue(),
        (more, key, odd) => {
          const record = JSON.parse(JSON.stringify({ ...more, [key]: odd, metaData: { id: '1' } })) as Row
          const { upsert = [], replace = [] } = detailsChange([record])
          expect(JSON.parse(String(upsert[0]?.rows[0]?.raw))).toEqual(record)
          const parties = replace.find(({ table }) => table === 'parties')?.rows.length
          expect(parties).toBe(Array.isArray(record.parties) ? record.parties.length : 0)
        },
      ),
    )
  })
})

describe('the rows of a transcript', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  )
  const sentence = fc.record({ start: odd, end: odd, text: odd, mood: odd }, { requiredKeys: [] })
  const monologue = fc.record(
    { speakerId: odd, topic: odd, sentences: fc.array(sentence), pace: odd },
    { requiredKeys: ['sentences'] },
  )

  it('make up the transcript again, unknown fields and odd values included', () => {
    fc.assert(
      fc.property(fc.array(monologue), (transcript) => {
        const record = JSON.parse(JSON.stringify({ callId: '1', transcript })) as Row
        const [turns, sentences] = transcriptsChange([record]).replace ?? []
        const again = (turns?.rows ?? []).map((turn) => ({
          ...fields(turn, { speakerId: 'speaker_id', topic: 'topic' }),
          sentences: (sentences?.rows ?? [])
            .filter((one) => one.turn === turn.turn)
            .map((one) => fields(one, { start: 'start_ms', end: 'end_ms', text: 'text' })),
        }))
        expect(again).toEqual(
          rowsIn(record.transcript).map((one) => ({ ...known(one), sentences: rowsIn(one.sentences).map(known) })),
        )
      }),
    )
  })

  it('have the text of each turn, from when to when', () => {
    const sentences = [
      { start: 10, end: 20, text: 'Hello.' },
      { start: 25, end: 40, text: 'How are you?' },
    ]
    const [turns] = transcriptsChange([{ callId: '1', transcript: [{ speakerId: '7', sentences }] }]).replace ?? []
    expect(turns?.rows).toMatchObject([
      {
        call_id: '1',
        turn: 0,
        speaker_id: '7',
        start_ms: 10,
        end_ms: 40,
        sentences: 2,
        text: 'Hello. How are you?',
        raw: null,
      },
    ])
  })
})

function fields(row: StoreRow, names: Readonly<Record<string, string>>): Row {
  const columns = Object.entries(names).map(([field, column]): [string, Json] => [field, row[column] ?? null])
  const raw = row.raw === null ? {} : (JSON.parse(String(row.raw)) as Row)
  return known({ ...Object.fromEntries(columns), ...raw })
}

/** Null and absent are one. */
function known(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
