import { failures } from '../lib/errors.ts'
import type { Format } from '../output/printer.ts'
import { type Screen, TOPICS, type TopicName, title, widthOf, wrapped } from './help.ts'

/** A list of what can be typed or met, each with what it means. */
export type Terms = readonly (readonly [term: string, means: string])[]

/** What `--from`, `--to` and their like take. */
export const TIME_TERMS: Terms = [
  ['2026-05-01', 'the first moment of that day'],
  ['2026-05-01T09:00', 'that minute; add Z or +02:00 to be exact'],
  ['24h, 7d, 2w, 6mo, 2y', 'so long ago; 6mo and 2y at the same time of day, on the last day of a shorter month'],
  ['now, today, yesterday', 'this moment; the first moment of that day'],
]

/** What `--during` takes. */
export const PERIOD_TERMS: Terms = [
  ['today, yesterday', 'that day'],
  ['this-week, last-week', 'from Monday to Sunday'],
  ['this-month, last-month', 'the same with quarter and year'],
  ['last-7-days, last-4-weeks', 'so many whole ones, last-6-months too, up to the one that today is in'],
  ['2026, 2026-q2, 2026-05', 'that year, quarter or month'],
  ['2026-w18, 2026-05-01', 'that week, counted as ISO 8601 does; that day'],
]

const FORMATS: { readonly [name in Format]: string } = {
  table:
    'for reading: the most useful columns, cut to the width of a terminal and never in a pipe, times in the zone of your dates; one thing alone is a card with all its fields',
  json: 'one array, one record a line; one thing alone is one object',
  jsonl: 'one record a line',
  csv: 'one row a record, with dotted columns and lists as JSON in a cell; what a spreadsheet would run as a formula gets a leading apostrophe, unless --no-guard is given',
  tsv: 'the same, separated by tabs; a record is always one line',
  md: 'the table in the Markdown of GitHub, for an issue or a chat',
  html: 'the table as one page that stands alone: sorted by a press on a heading, printed, light or dark; for some ten thousand rows, which a browser holds in memory',
  xlsx: 'a workbook with the columns of csv: ids and phone numbers as text, times as times in the zone of your dates, which its second sheet names',
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
  ['GONG_ACCESS_KEY, GONG_ACCESS_KEY_SECRET', 'an access key and its secret, together'],
  ['GONG_BEARER_TOKEN', 'a token, in their place'],
  ['GONG_BASE_URL', 'the base URL that belongs to a credential in the environment'],
  ['GONG_PASSPHRASE', 'the passphrase of the profiles'],
  ['GONG_NEW_PASSPHRASE', 'the new passphrase, for gong profiles rekey'],
  ['GONG_EXPORT_PASSPHRASE', 'the passphrase of exported profiles, for gong profiles export and import'],
  ['GONG_KEY_FILE', 'the key file of the profiles'],
  ['GONG_RATE', 'requests a second, as --rate'],
  ['GONG_MCP_TOKEN', 'the token of gong mcp --http, which makes one otherwise'],
  ['GONG_SCHEDULE', "the schedule whose requests a run's are, set by gong schedule run"],
  ['GONG_EVENT_ID, GONG_EVENT_CALL_ID', 'the event that gong webhooks listen --exec runs a command for'],
  ['GONG_EVENT_SOURCE, GONG_EVENT_TEST', 'who made it, gong or reconcile; whether it is a test of the rule'],
  ['GONG_EVENT_RECEIVED_AT', 'when it came'],
  ['GONG_EVENT_ATTEMPT', 'how often it was tried, this time included'],
  ['GONG_MAX_BODY', 'how large one answer may be, in MB (64)'],
  ['GONG_CONFIG_DIR', 'the folder of profiles and settings; else gong in XDG_CONFIG_HOME, in APPDATA or in ~/.config'],
  [
    'GONG_STATE_DIR',
    'the folder of what is kept between runs; else gong in XDG_STATE_HOME, in LOCALAPPDATA or in ~/.local/state',
  ],
  ['GONG_DATA_DIR', 'the folder of local copies; else gong in XDG_DATA_HOME, in LOCALAPPDATA or in ~/.local/share'],
  ['NO_COLOR, FORCE_COLOR', 'no colours; colours also where there is no terminal'],
  ['HTTPS_PROXY', 'the proxy to reach Gong through, such as http://proxy:3128; may hold a name and a password'],
  ['NO_PROXY', 'hosts, domains and addresses to reach without it, separated by commas; * for all'],
  [
    'NODE_EXTRA_CA_CERTS',
    'a file of certificates to trust as well, such as those of a company proxy; read by Node itself',
  ],
]

/** A paragraph, or a list. */
export type HelpPart = string | Terms

/** The text of each help page. */
export const PARTS: { readonly [name in TopicName]: readonly HelpPart[] } = {
  dates: [
    'A time, for --from, --to and their like:',
    TIME_TERMS,
    'A period, for --during, which sets both ends at once:',
    PERIOD_TERMS,
    '--from is inclusive and --to is exclusive: --from 2026-05-01 --to 2026-06-01 is May, whole. --from alone reaches until now.',
    "Dates without an offset are in the zone of --tz, else the profile's, else the machine's. A relative period is fixed when the run starts and does not move while pages come in.",
  ],
  formats: [
    'On a terminal rows are a table; everywhere else they are JSON. -f, --format chooses, and so does the ending of --out.',
    FORMAT_TERMS,
    '--out takes .csv, .tsv, .json, .jsonl, .md, .html and .xlsx, and a last .gz compresses: -o calls.csv.gz. Another ending needs -f, and - is stdout. The file gets its name when it is whole. Several -o write one pull in the format of each; such a run begins anew when it was cut short.',
    '--fields picks and orders dotted paths and maps over lists: parties.emailAddress gives one address a party.',
    '--jq gives the expression the whole array; with -f jsonl, record by record. Texts come out without quotes. With csv, tsv, table, md, html and xlsx it works record by record too, and each object that it yields is a row.',
    '--sort orders rows by fields, with - in front of one the largest first: numbers by value, ids exactly, times by when they were, missing values last. It holds all rows, at most 256 MB; with --limit only so many, and the first of all.',
    '--chart draws a number of each row: a bar, or a line where rows are many moments. --utc writes every time as 2026-05-18T12:25:55.387Z. --bom begins csv with the mark by which Excel knows UTF-8.',
    'Ids are text, exact to the last digit.',
  ],
  'exit-codes': [
    EXIT_TERMS,
    'stdout holds data and nothing else; messages go to stderr. With --log json each line there is one JSON object, with kind and exit on errors.',
  ],
  'long-pulls': [
    'A long period is cut into parts that are pulled side by side, with at most 3 requests a second for all runs on this machine together. Rows come in the order of the period, each once.',
    'With --out the rows grow in FILE.gong-part, and FILE.gong-journal says how far they got. When a run was cut short, for whatever reason, run the same command again: it goes on after the last page that is there, with the dates that it began with, and asks for nothing twice. FILE appears when it is whole.',
    'It refuses to go on where the rows would not fit: with another command line, when the same dates mean other days by now, for another company, and with a file that it did not write. A period that ends now can be continued for 36 hours, up to the moment that it meant then. --restart begins again from the start; give it to jobs that run every night.',
    'Only one run writes a file or folder. A second one ends with 9, or waits as long as --lock-wait says. The lock of a run that died is taken over; on another machine, 30 seconds after its last sign of life.',
    'Without --out, a run that was cut short prints the line that goes on, with --resume and a name. Append its output to what is there: gong … >> calls.jsonl.',
    'At the end stderr tells the rows, requests and retries, the seconds waited for the limit, the rows that came twice, and how many calls Gong counts but has not analysed yet; those come with a later pull.',
  ],
  environment: [
    VARIABLE_TERMS,
    'The credential is the first of these that is there: the profile of --profile; the one in the environment; the profile of GONG_PROFILE; that of gong profiles use; the profile called default, or the only one.',
    'One source gives all of it: GONG_BASE_URL never redirects a stored profile. A secret is never taken as a flag.',
    'HTTPS_PROXY and NO_PROXY may be in lower case too. This machine is never reached through a proxy. NO_PROXY takes gong.io for all hosts below it, a port behind a colon, and ranges such as 10.0.0.0/8.',
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
