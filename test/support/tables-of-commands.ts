const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const BY = 'k.nakamura@tallyhouse.example'

/** Of each command that takes a table: what else it needs, and a heading with two lines for it. */
export const TABLES_OF_COMMANDS: {
  readonly [path: string]: readonly [rest: string, ...cells: readonly (readonly string[])[]]
} = {
  'calls access grant': [
    '',
    ['call', 'user'],
    ['3364161517094170228', BY],
    ['3364161517094170228', '10409338845264712'],
  ],
  'calls access revoke': [
    '',
    ['call', 'user'],
    ['3364161517094170228', BY],
    ['3364161517094170228', '10409338845264712'],
  ],
  'calls create': [
    '',
    ['client id', 'direction', 'started', 'host', 'customer name', 'title'],
    ['pbx-1', 'inbound', '2026-05-18T09:00:00Z', BY, 'Bø "B" Ström', 'Hello, world'],
    ['pbx-2', 'ausgehend', '18.05.2026 10:00', BY, 'Jo', ''],
  ],
  'crm objects upload': [
    'account --request r',
    ['Account ID', 'Name', 'Last modified'],
    ['a-1', 'Böhm; "Söhne"', '2026-01-15 10:00'],
    ['a-1', '', '2026-01-16 10:00'],
  ],
  'crm schema add': [
    'account',
    ['name', 'label', 'type'],
    ['isSigner', 'Signs; "x"', 'STRING'],
    ['score', 'Score', 'number'],
  ],
  'crm schema set': [
    'lead',
    ['name', 'label', 'type'],
    ['isSigner', 'Signs; "x"', 'STRING'],
    ['score', 'Score', 'number'],
  ],
  'engagement action': [
    '',
    ['at', 'title', 'system'],
    ['2026-05-18T09:00Z', 'Größe', 'Binder'],
    ['2026-05-18T09:01Z', '', 'Binder'],
  ],
  'engagement interaction': [
    '',
    ['event id', 'at', 'type', 'title', 'email'],
    ['e1', '2026-05-18T09:00Z', 'click', 'Größe', 'a@b.example'],
    ['e2', '2026-05-18T09:00Z', 'click', 'T', 'c@b.example'],
  ],
  'engagement shared': [
    '',
    ['at', 'title', 'system', 'content id', 'url'],
    ['2026-05-18T09:00Z', 'Größe', 'Binder', 'g', 'https://a.example'],
    ['2026-05-18T09:01Z', 'T', 'Binder', 'g', 'https://a.example'],
  ],
  'engagement viewed': [
    '',
    ['at', 'title', 'system', 'content id', 'url', 'email'],
    ['2026-05-18T09:00Z', 'Größe', 'Binder', 'g', 'https://a.example', 'a@b.example'],
    ['2026-05-18T09:01Z', 'T', 'Binder', 'g', 'https://a.example', 'c@b.example'],
  ],
  'flows assign': ['382113028872392068', ['prospect', 'owner'], ['003811136627865508', BY], ['003750784324015331', BY]],
  'flows bulk-assign': [
    `382113028872392068 --owner ${BY}`,
    ['firstName', 'lastName', 'company'],
    ['Bø', 'Ström', 'A & B; "C"'],
    ['Jo', 'Doe', ''],
  ],
  'flows unassign': [
    `--flow 2999566471682104669 --by ${BY}`,
    ['crmId', 'name'],
    ['003811136627865508', 'Bø'],
    ['003750784324015331', ''],
  ],
  'meetings create': [
    '',
    ['from', 'to', 'organizer', 'invite', 'title'],
    ['2030-05-20T10:00', '2030-05-20T10:30', BY, 'c@d.example; e@f.example', 'Größe'],
    ['2030-05-20T11:00', '2030-05-20T11:30', BY, 'c@d.example', ''],
  ],
  'privacy erase-list': [
    '--max-calls 500',
    ['email', 'ticket'],
    [BUYER, 'Fall "1"; ä'],
    ['nobody@nowhere.example', ''],
  ],
  'privacy requests': ['', ['email', 'ticket'], [BUYER, 'Fall "1"; ä'], ['nobody@nowhere.example', '']],
  'privacy verify': ['', ['email', 'ticket'], [BUYER, 'Fall "1"; ä'], ['nobody@nowhere.example', '']],
  'tasks update': ['--user 2', ['id', 'status'], ['1', 'done'], ['2', 'erledigt']],
}
