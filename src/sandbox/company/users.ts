import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { ids } from './ids.ts'
import { DOMAIN, type Person, people } from './people.ts'
import { moment, stamp } from './stamp.ts'

const DAY = 86_400_000
/** Two sellers, one engineer and one development representative have left; their calls remain. */
const LEFT = new Set([19, 26, 33, 38])

/** How long ago they left, in days. */
export const LEFT_DAYS_AGO = 40

export interface User extends Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly active: boolean
  /** Milliseconds since the epoch. */
  readonly created: number
  /** As Gong answers it. */
  readonly row: Row
}

const SETTINGS = [
  'webConferencesRecorded',
  'preventWebConferenceRecording',
  'telephonyCallsImported',
  'emailsImported',
  'preventEmailImport',
  'nonRecordedMeetingsImported',
  'gongConnectEnabled',
] as const

/** The 40 users as listUsers and its siblings show them, hired 200 to 1,600 days before `today` (ms). */
export function users(seed: number, today: number): readonly User[] {
  const id = ids(seed, 'user')
  return people.map((person, index) => {
    const chance = new Chance(seed, 'user', index)
    const hired = moment(chance, today - (1600 - index * 35) * DAY + chance.int(0, DAY - 1))
    const email = `${person.mailbox}@${DOMAIN}`
    const known = { id: id.of(index), email, name: `${person.first} ${person.last}`, active: !LEFT.has(index) }
    const row: Row = {
      id: known.id,
      emailAddress: email,
      created: stamp(hired, person.zone),
      active: known.active,
      emailAliases: chance.odds(0.2) ? [`${person.mailbox.replace('.', '-')}@${DOMAIN}`] : [],
      trustedEmailAddress: chance.odds(0.1) ? null : email,
      firstName: person.first,
      lastName: person.last,
      ...(!chance.odds(0.1) && { title: person.title }),
      ...(!chance.odds(0.3) && { phoneNumber: `+1 202-555-01${String(index).padStart(2, '0')}` }),
      ...(chance.odds(0.3) && { extension: chance.digits(3) }),
      personalMeetingUrls: chance.odds(0.6) ? [`https://meet.${DOMAIN}/${person.mailbox}`] : [],
      settings: Object.fromEntries(SETTINGS.map((name) => [name, chance.odds(name.startsWith('prevent') ? 0.1 : 0.8)])),
      managerId: person.boss === undefined ? null : id.of(person.boss),
      ...(chance.odds(0.7) && {
        meetingConsentPageUrl: `https://join.${DOMAIN}/${person.mailbox}?tkn=${chance.digits(12)}`,
      }),
      conferencingProviders: chance.odds(0.8) ? [{ provider: 'zoom', isDefault: chance.odds(0.7) }] : [],
      spokenLanguages: [{ language: 'en-US', primary: true }],
    }
    return { ...person, ...known, created: hired.at, row }
  })
}

/** The synthetic users that stand for Gong staff, listed only with `includeAvatars`. */
export function avatars(seed: number, today: number): readonly Row[] {
  return ['Onboarding', 'Support'].map((desk, index) => ({
    id: ids(seed, 'avatar').of(index),
    emailAddress: `${desk.toLowerCase()}@gong-staff.example`,
    created: stamp({ at: today - 1700 * DAY, digits: 0 }, -480),
    active: true,
    emailAliases: [],
    firstName: 'Gong',
    lastName: desk,
    personalMeetingUrls: [],
    settings: Object.fromEntries(SETTINGS.map((name) => [name, false])),
    managerId: null,
    conferencingProviders: [],
    spokenLanguages: [],
  }))
}

/** The changes of one user's settings, oldest first, for getUserHistory; none for some. */
export function settingsHistory(seed: number, user: User, index: number, today: number): Row[] {
  const chance = new Chance(seed, 'history', index)
  const span = today - user.created
  const changes = Array.from({ length: chance.int(0, 4) }, () => Math.floor(user.created + chance.next() * span))
  const kept = changes
    .sort((a, b) => a - b)
    .map((at) => ({
      setting: chance.pick(['webConferencesRecorded', 'emailsImported', 'gongConnectEnabled', 'callsImported']),
      value: chance.odds(0.5),
      time: stamp(moment(chance, at), user.zone),
    }))
  const left = {
    setting: 'active',
    value: false,
    time: stamp({ at: today - LEFT_DAYS_AGO * DAY, digits: 3 }, user.zone),
  }
  return user.active ? kept : [...kept.filter(({ time }) => Date.parse(time) < today - LEFT_DAYS_AGO * DAY), left]
}
