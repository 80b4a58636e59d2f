import { Failure } from './errors.ts'
import { isZone, zoneHint } from './zones.ts'

/** Where the time zone of this machine is looked up. */
interface ZoneSources {
  /** The variable TZ; `undefined` when it is not set. */
  readonly tz: string | undefined
  /** The zone that Node reports; `undefined` where it has no name for it. */
  readonly systemZone: () => string | undefined
  /** Resolves the links of a path; `undefined` for a path that is not there. */
  readonly realPath: (path: string) => string | undefined
}

/** A file of the zone database holds the zone of its path: `/usr/share/zoneinfo/Europe/Berlin`. */
const DATABASE = /\/zoneinfo(?:\.default)?\/(?:posix\/|right\/)?(.+)$/
/** POSIX counts hours to the west, so that `UTC+3` is three hours behind UTC. */
const POSIX_HOURS = /^[a-z]{3,}([+-]?)(\d{1,2})$/i

/**
 * The zone of the machine as an IANA name. TZ may name it, also behind a colon, among blanks, or by a file of the zone
 * database; an empty TZ is UTC, as the C library has it. Rules of POSIX such as `CET-1CEST` are no names: Node takes
 * some of them for UTC in silence.
 *
 * @throws Failure `usage` that names TZ and what to type
 */
export function machineZone({ tz, systemZone, realPath }: ZoneSources): string {
  if (tz === undefined) return known(systemZone()) ?? noZone()
  const text = tz.trim().replace(/^:/, '')
  if (text === '' || /^(UTC|GMT)[+-]?0$/i.test(text)) return 'UTC'
  const name = text.startsWith('/') ? inDatabase(text, realPath) : text
  return known(name) ?? refused(tz, text)
}

function known(name: string | undefined): string | undefined {
  return name !== undefined && isZone(name) ? name : undefined
}

/** A path may be named like its zone, or be a link to a file that is. */
function inDatabase(path: string, realPath: ZoneSources['realPath']): string | undefined {
  const names = [path, realPath(path) ?? ''].map((one) => DATABASE.exec(one)?.[1])
  return names.find((name) => known(name) !== undefined)
}

function refused(tz: string, text: string): never {
  const [hours, sign, count = ''] = POSIX_HOURS.exec(text) ?? []
  const [west, east] = sign === '-' ? ['-', '+'] : ['+', '-']
  const [behind, ahead] = sign === '-' ? ['ahead of', 'behind'] : ['behind', 'ahead of']
  const message = `the environment variable TZ is "${tz}", which is not the name of a time zone`
  const n = Number(count)
  throw new Failure('usage', message, {
    hint: hours
      ? `export TZ=Etc/GMT${west}${n} for ${n} h ${behind} UTC (which is what POSIX means), TZ=Etc/GMT${east}${n} for ${n} h ${ahead} it`
      : `export TZ=${zoneHint(text)}, or add --tz ${zoneHint(text)}`,
  })
}

function noZone(): never {
  const message = 'the time zone of this machine has no name here, and the environment variable TZ gives none'
  throw new Failure('usage', message, { hint: 'export TZ=Europe/Berlin' })
}
