import { localTimeFormatter } from './local-time.ts'
import { oneLine } from './terminal-text.ts'

/** What a file is about, for people to find it by. */
export interface NamedCall {
  readonly id: string
  /** An instant with its offset; absent where nobody knows. */
  readonly started?: string
  readonly title?: string | undefined
}

/** What Windows, macOS or a shell would not take in a name: signs around words go, signs between them become a hyphen. */
const AROUND = /[<>"?*]+/g
const BETWEEN = /[:/\\|]+/g
/** Bytes of a title: Windows takes paths of 260 characters, other systems names of 255 bytes. */
const MOST = 80
/** Made when it is first wanted: that takes 10 ms, and every command of calls would wait for it. */
let graphemes: Intl.Segmenter | undefined

/**
 * `2026-05-12 0900 Title [id]`: a name that any system takes, the same for the same thing. It begins with a date or
 * `undated`, so it is never hidden, a flag, or a device of Windows; it ends with the id, so no two things share one.
 *
 * @param zone IANA name of the zone of the date and time
 */
export function fileName({ id, started = '', title = '' }: NamedCall, zone: string): string {
  const when = localTimeFormatter(zone)(started)?.replace(':', '') ?? 'undated'
  return [when, plainTitle(title), `[${id.replace(/[^\w-]/g, '_')}]`].filter(Boolean).join(' ')
}

/** Whether a name that `fileName` made is of a thing whose date nobody knew. */
export function isUndated(name: string): boolean {
  return name.startsWith('undated ')
}

/** The id in a name that `fileName` made, and its ending; `undefined` for any other name. */
export function idIn(name: string): { readonly id: string; readonly ending: string } | undefined {
  const [, id, ending] = /^(?:\d{4}-\d\d-\d\d \d{4}|undated)(?: .*)? \[([\w-]+)\]\.(\w+)$/.exec(name) ?? []
  return id === undefined || ending === undefined ? undefined : { id, ending }
}

function plainTitle(title: string): string {
  const clean = oneLine(title)
    .normalize('NFC')
    .replace(AROUND, '')
    .replace(/:\s/g, ' - ')
    .replace(BETWEEN, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return /^[\s.-]*$/.test(clean) ? '' : shortened(clean).trim()
}

/** Never cut inside what is seen as one character. */
function shortened(text: string): string {
  graphemes ??= new Intl.Segmenter()
  let bytes = 0
  for (const { segment, index } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > MOST) return text.slice(0, index)
  }
  return text
}
