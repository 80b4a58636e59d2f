import { Failure } from './errors.ts'
import { isZone, zoneHint } from './zones.ts'

/** The sources of this machine's time zone. */
interface ZoneSources {
  /** The variable TZ; `undefined` when it is not set. */
  readonly tz: string | undefined
  /** The zone that Node reports; `undefined` where it has no name. */
  readonly systemZone: () => string | undefined
  /** Resolves the links of a path; `undefined` for a path that is not there. */
  readonly realPath: (path: string) => string | undefined
}

/** The zone in a path of the zone database: `/usr/share/zoneinfo/Europe/Berlin`. */
const DATABASE = /\/zoneinfo(?:\.default)?\/(?:posix\/|right\/)?(.+)$/
/** In POSIX, positive hours are west: `UTC+3` is three hours behind UTC. */
const POSIX_HOURS = /^[a-z]{3,}([+-]?)(\d{1,2})$/i

/**
 * The zone of the machine as an IANA name. TZ may have a colon in front, blanks around, or be a file of the zone database; an
 * empty TZ is UTC, as in the C library. POSIX rules such as `CET-1CEST` are refused: Node silently takes some of them for
 * UTC.
 *
 * @throws Failure `usage` that names TZ and what to type
 */
export function machineZone({ tz, systemZone, realPath }: ZoneSources): string {
  if (tz === undefined) return ifZone(systemZone()) ?? throwMissing()
  const text = tz.trim().replace(/^:/, '')
  if (text === '' || /^(UTC|GMT)[+-]?0$/i.test(text)) return 'UTC'
  const name = text.startsWith('/') ? zoneOfFile(text, realPath) : text
  return ifZone(name) ?? throwInvalid(tz, text)
}

function ifZone(name: string | undefined): string | undefined {
  return name !== undefined && isZone(name) ? name : undefined
}

/** The zone of a path into the zone database, or of a link to such a path. */
function zoneOfFile(path: string, realPath: ZoneSources['realPath']): string | undefined {
  const names = [path, realPath(path) ?? ''].map((one) => DATABASE.exec(one)?.[1])
  return names.find((name) => ifZone(name) !== undefined)
}

function throwInvalid(tz: string, text: string): never {
  const [hours, sign, count = ''] = POSIX_HOURS.exec(text) ?? []
  const [posixSign, oppositeSign] = sign === '-' ? ['-', '+'] : ['+', '-']
  const [direction, oppositeDirection] = sign === '-' ? ['ahead of', 'behind'] : ['behind', 'ahead of']
  const message = `the environment variable TZ is "${tz}", which is not the name of a time zone`
  const n = Number(count)
  throw new Failure('usage', message, {
    hint: hours
      ? `export TZ=Etc/GMT${posixSign}${n} for ${n} h ${direction} UTC (which is what POSIX means), TZ=Etc/GMT${oppositeSign}${n} for ${n} h ${oppositeDirection} it`
      : `export TZ=${zoneHint(text)}, or add --tz ${zoneHint(text)}`,
  })
}

function throwMissing(): never {
  const message = 'the time zone of this machine has no name here, and the environment variable TZ gives none'
  throw new Failure('usage', message, { hint: 'export TZ=Europe/Berlin' })
}
