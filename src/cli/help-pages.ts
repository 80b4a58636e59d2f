import { failures } from '../lib/errors.ts'
import type { Format } from '../output/printer.ts'
import { type Screen, TOPICS, type TopicName, title, widthOf, wrapped } from './help.ts'

/** A list of what can be typed or met, each with what it means. */
export type Terms = readonly (readonly [term: string, means: string])[]

/** What `--from`, `--to` and their like take. */
export const TIME_TERMS: Terms = [
  ['2026-05-01', 'the first moment of that day'],
  ['2026-05-01T09:00', 'that minute; add Z or +02:00 to be exact'],
  ['24h, 7d, 2w', 'so long ago'],
  ['now, today, yesterday', 'this moment; the first moment of that day'],
]

/** What `--during` takes. */
export const PERIOD_TERMS: Terms = [
  ['today, yesterday', 'that day'],
  ['this-week, last-week', 'from Monday to Sunday'],
  ['this-month, last-month', 'the same with quarter and year'],
  ['2026, 2026-q2, 2026-05', 'that year, quarter or month'],
  ['2026-w18, 2026-05-01', 'that week, counted as ISO 8601 does; that day'],
]

const FORMATS: { readonly [name in Format]: string } = {
  table:
    'for reading: some columns, cut to the width of a terminal and nowhere else, times in the zone of your dates; one thing alone is a card with all its fields',
  json: 'one array, one record a line; a single thing is one object',
  jsonl: 'one record a line',
  csv: 'one row a record, dotted columns, lists inside a cell as JSON; what a spreadsheet would run gets a leading quote, but for --no-guard',
  tsv: 'the same, parted by tabs; a line is always a row',
  raw: 'the bytes that Gong sent, page after page',
}

/** What `--format` takes. */
export const FORMAT_TERMS: Terms = Object.entries(FORMATS)

/** What a script sees when the run is over. */
export const EXIT_TERMS: Terms = [
  ['0', 'done; also no rows, and a reader that closed the pipe'],
  ...Object.entries(failures).map(([kind, { exit, means }]) => [String(exit), `${kind}: ${means}`] as const),
]

/** The variables that are read. */
export const VARIABLE_TERMS: Terms = [
  ['GONG_PROFILE', 'the profile to use'],
  ['GONG_ACCESS_KEY, GONG_ACCESS_KEY_SECRET', 'a credential, together'],
  ['GONG_BEARER_TOKEN', 'a credential of the other kind'],
  ['GONG_BASE_URL', 'the address for a credential of the environment'],
  ['GONG_PASSPHRASE', 'the passphrase of the profiles'],
  ['GONG_NEW_PASSPHRASE', 'the one that gong profiles rekey changes it to'],
  ['GONG_EXPORT_PASSPHRASE', 'the one that gong profiles export and import use'],
  ['GONG_KEY_FILE', 'where the key file of the profiles lies'],
  ['GONG_RATE', 'requests a second, as --rate'],
  ['GONG_MAX_BODY', 'how large one answer may be, in MB (64)'],
  ['GONG_CONFIG_DIR', 'the folder of profiles and settings; else gong in XDG_CONFIG_HOME, in APPDATA or in ~/.config'],
  [
    'GONG_STATE_DIR',
    'the folder for what is remembered between runs; else gong in XDG_STATE_HOME, in LOCALAPPDATA or in ~/.local/state',
  ],
  ['NO_COLOR, FORCE_COLOR', 'no colours; colours also where there is no terminal'],
  ['HTTPS_PROXY', 'the proxy on the way to Gong, as http://proxy:3128; a name and a password may stand in it'],
  ['NO_PROXY', 'hosts, domains and addresses, parted by commas, that are reached without it; * for all'],
  [
    'NODE_EXTRA_CA_CERTS',
    "a file of certificates to trust as well, such as those of a company proxy; it is Node's own",
  ],
]

/** A paragraph, or a list. */
export type Part = string | Terms

/** What each page of help says. */
export const PARTS: { readonly [name in TopicName]: readonly Part[] } = {
  dates: [
    'A time, for --from, --to and their like:',
    TIME_TERMS,
    'A period, for --during, which sets both ends at once:',
    PERIOD_TERMS,
    '--from is inclusive and --to is exclusive: --from 2026-05-01 --to 2026-06-01 is May, whole. --from alone reaches until now.',
    "Dates without an offset are in the zone of --tz, else the profile's, else the machine's. A relative window is fixed when the run starts and does not move while pages come in.",
  ],
  formats: [
    'On a terminal rows are a table; everywhere else they are JSON. -f, --format chooses, and so does the ending of --out.',
    FORMAT_TERMS,
    '--out takes .csv, .tsv, .json and .jsonl, and a last .gz compresses: -o calls.csv.gz. Another ending needs -f, and - is stdout. The file gets its name when it is whole.',
    '--fields picks and orders dotted paths and maps over lists: parties.emailAddress gives one address a party.',
    '--jq gives the expression the whole array; with -f jsonl, record by record. Texts come out without quotes.',
    'Ids are text, exact to the last digit. Cells that a spreadsheet might run as a formula get a leading apostrophe.',
  ],
  'exit-codes': [
    EXIT_TERMS,
    'stdout holds data and nothing else; what is said to people goes to stderr. With --log json each line there is one JSON object, with kind and exit on errors.',
  ],
  'long-pulls': [
    'A long window is cut into parts that are pulled side by side, never more than 3 requests a second for all runs on this machine together. Rows come in the order of the window, each once.',
    'With --out the rows grow in FILE.gong-part, and FILE.gong-journal says how far they got. Whatever ends the run, the same command goes on after the last page that is there: with the same dates, and without asking for anything twice. FILE appears when it is whole.',
    'Another command line is refused there, and so is the same one when its dates mean other days by now; a window that ends now is gone on with for 12 hours, up to the moment that it meant then. Another company, or a file that is not the one it wrote, is refused, too. --restart begins anew; a job that runs every night is best given it.',
    'One run writes an output: a second one on the same file or folder ends with 9, or waits as long as --lock-wait says. The lock of a run that died is taken over; on another machine, 30 seconds after its last sign of life.',
    'Without --out, a run that was cut short says the line that goes on, with --resume and a name. What it writes belongs after what is there: gong … >> calls.jsonl.',
    'At the end stderr tells rows, requests, retries, what was waited for the limit, what came twice, and what Gong counts but has not analysed yet; such calls come with a later pull.',
  ],
  environment: [
    VARIABLE_TERMS,
    'The credential is the first of these that is there: the profile of --profile; the one in the environment; the profile of GONG_PROFILE; that of gong profiles use; the profile called default, or the only one.',
    'One source gives the whole of it: GONG_BASE_URL never redirects a stored profile. A secret is never taken as a flag.',
    'HTTPS_PROXY and NO_PROXY may be in small letters too. This machine is never reached through a proxy. NO_PROXY takes gong.io for all hosts below it, a port behind a colon, and ranges such as 10.0.0.0/8.',
  ],
}

/** A page of `gong help`. */
export function topicPage(name: TopicName, screen: Screen): string {
  const width = widthOf(screen)
  const parts = PARTS[name].map((part) => (typeof part === 'string' ? paragraph(part, width) : list(part, width)))
  return `${[`${title(screen)(name)}: ${TOPICS[name]}`, ...parts].join('\n\n')}\n`
}

function paragraph(text: string, width: number): string {
  return wrapped(text.split(' '), width).join('\n')
}

/** The terms in one column, what they mean in another; a term that is too long for its column has a line of its own. */
function list(terms: Terms, width: number): string {
  const column = Math.min(Math.max(...terms.map(([term]) => term.length)), Math.floor(width / 3)) + 2
  const lines = terms.flatMap(([term, means]) => {
    const text = wrapped(means.split(' '), width - 2, column)
    const [first = '', ...rest] = text
    return term.length + 2 > column ? [term, ...text] : [term + first.slice(term.length), ...rest]
  })
  return lines.map((line) => `  ${line}`).join('\n')
}
