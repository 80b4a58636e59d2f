import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import { DOMAIN, type Employee, employees } from './employees.ts'
import { idSeries } from './ids.ts'
import { formatInstant, randomInstant } from './instant.ts'

const DAY = 86_400_000
/** Two sellers, one engineer and one development representative have left; their calls remain. */
const LEFT = new Set([19, 26, 33, 38])

/** How long ago they left, in days. */
export const LEFT_DAYS_AGO = 40

export interface User extends Employee {
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
export function makeUsers(seed: number, today: number): readonly User[] {
  const id = idSeries(seed, 'user')
  return employees.map((person, index) => {
    const random = new SeededRandom(seed, 'user', index)
    const hired = randomInstant(random, today - (1600 - index * 35) * DAY + random.int(0, DAY - 1))
    const email = `${person.mailbox}@${DOMAIN}`
    const facts = { id: id.of(index), email, name: `${person.first} ${person.last}`, active: !LEFT.has(index) }
    const row: Row = {
      id: facts.id,
      emailAddress: email,
      created: formatInstant(hired, person.utcOffsetMinutes),
      active: facts.active,
      emailAliases: random.bool(0.2) ? [`${person.mailbox.replace('.', '-')}@${DOMAIN}`] : [],
      trustedEmailAddress: random.bool(0.1) ? null : email,
      firstName: person.first,
      lastName: person.last,
      ...(!random.bool(0.1) && { title: person.title }),
      ...(!random.bool(0.3) && { phoneNumber: `+1 202-555-01${String(index).padStart(2, '0')}` }),
      ...(random.bool(0.3) && { extension: random.digits(3) }),
      personalMeetingUrls: random.bool(0.6) ? [`https://meet.${DOMAIN}/${person.mailbox}`] : [],
      settings: Object.fromEntries(SETTINGS.map((name) => [name, random.bool(name.startsWith('prevent') ? 0.1 : 0.8)])),
      managerId: person.manager === undefined ? null : id.of(person.manager),
      ...(random.bool(0.7) && {
        meetingConsentPageUrl: `https://join.${DOMAIN}/${person.mailbox}?tkn=${random.digits(12)}`,
      }),
      conferencingProviders: random.bool(0.8) ? [{ provider: 'zoom', isDefault: random.bool(0.7) }] : [],
      spokenLanguages: [{ language: 'en-US', primary: true }],
    }
    return { ...person, ...facts, created: hired.at, row }
  })
}

/** The synthetic users that stand for Gong staff, listed only with `includeAvatars`. */
export function avatarRows(seed: number, today: number): readonly Row[] {
  return ['Onboarding', 'Support'].map((team, index) => ({
    id: idSeries(seed, 'avatar').of(index),
    emailAddress: `${team.toLowerCase()}@gong-staff.example`,
    created: formatInstant({ at: today - 1700 * DAY, digits: 0 }, -480),
    active: true,
    emailAliases: [],
    firstName: 'Gong',
    lastName: team,
    personalMeetingUrls: [],
    settings: Object.fromEntries(SETTINGS.map((name) => [name, false])),
    managerId: null,
    conferencingProviders: [],
    spokenLanguages: [],
  }))
}

/** The changes of one user's settings, oldest first, for getUserHistory; none for some. */
export function settingsHistory(seed: number, user: User, index: number, today: number): Row[] {
  const random = new SeededRandom(seed, 'history', index)
  const span = today - user.created
  const changes = Array.from({ length: random.int(0, 4) }, () => Math.floor(user.created + random.next() * span))
  const kept = changes
    .sort((a, b) => a - b)
    .map((at) => ({
      setting: random.pick(['webConferencesRecorded', 'emailsImported', 'gongConnectEnabled', 'callsImported']),
      value: random.bool(0.5),
      time: formatInstant(randomInstant(random, at), user.utcOffsetMinutes),
    }))
  const left = {
    setting: 'active',
    value: false,
    time: formatInstant({ at: today - LEFT_DAYS_AGO * DAY, digits: 3 }, user.utcOffsetMinutes),
  }
  return user.active ? kept : [...kept.filter(({ time }) => Date.parse(time) < today - LEFT_DAYS_AGO * DAY), left]
}
