/** More than Gong takes at once. */
const PEOPLE = Array.from({ length: 210 }, (_, at) => `p${at}`)

/** Files that lines may name, by their names in the folder of the test. */
export const FILES: { readonly [name: string]: string } = {
  'access.csv': 'call,user\n3364161517094170228,1272893819781835579\n3364161517094170228,10409338845264712\n',
  'objects.ldjson': '{"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Amberwick Foods"}\n',
  'accounts.csv':
    'Account ID;Name;Last modified;Notes\nacc-2;Böhm;2026-01-15 10:00;call\nacc-2;Boehm;2026-01-16 10:00;\n',
  'pbx.csv':
    'client id,direction,started,host,customer name,customer phone,file\npbx-1,inbound,2026-05-18T09:00:00Z,p.tran@tallyhouse.example,Jo Doe,+442079460912,call.mp3\n',
  'events.csv':
    'event id,at,type,title,email,content id,url,system\ne1,2026-05-18T09:00Z,click,T,a@b.example,g,https://a.example,Binder\ne2,2026-05-18T09:00Z,click,T,c@b.example,g,https://a.example,Binder\n',
  'meetings.csv':
    'from,to,organizer,invite\n2030-05-20T10:00,2030-05-20T10:30,a@b.example,"c@d.example; e@f.example"\n',
  'tasks.csv': 'id,status\n1,done\n2,\n',
  'call.mp3': 'ID3 not a call, but named like one',
  'people.txt': 'thandiwe.jovanovic@nettlecombefoods.example\n+1 202-555-0178\nnobody@nowhere.example\n',
  'score.json': '[{"uniqueName":"score","label":"Score","type":"NUMBER"}]',
  'signer.json': '[{"uniqueName":"isSigner","label":"Signs","type":"STRING"}]',
  'profiles.yaml':
    'workspace: { id: 10246923550725705 }\nprofiles: [{ name: Manager, library: false }, { name: New, create: true }, { name: Post-sales, deals: true }]\n',
  'assign.csv': `prospect,owner,note\n${PEOPLE.map((id, at) => `${id},${at % 2 ? 'k.nakamura' : 'p.tran'}@tallyhouse.example,${at}`).join('\n')}\n`,
  'leaving.csv': `crmId,note\n003811136627865508,in it\n003750784324015331,not\n`,
  'assigned.csv': 'crmId,outcome,why,id\n003811136627865508,assigned,,10883833566176974\np,not assigned,cool,\n',
  'prospects.csv': `firstName,lastName\n${'Ann,Lee\n'.repeat(60)}`,
}

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'

const PROSPECTS = PEOPLE.slice(0, 101).join(',')
const INSTANCES = Array.from({ length: 201 }, (_, at) => at + 1).join(',')

/**
 * Lines of every command that changes something in Gong, with all that it needs; a list where one line does not show
 * every kind of step. `{name}` stands for a file of `FILES`.
 */
export const CHANGING_LINES: { readonly [path: string]: readonly string[] } = {
  api: [
    'DELETE /v2/calls/1',
    'POST /v2/unknown?a=b --query c=d',
    'DELETE /v2/meetings/1',
    'PUT /v2/calls/users-access --body {}',
  ],
  'calls create': [
    '--client-id c --direction inbound --started 2026-05-18T09:00:00Z --host 1 --party user=1',
    '--client-id c --direction inbound --started 2026-05-18T09:00:00Z --host p.tran@tallyhouse.example --party "name=Jo" --file {call.mp3}',
    '--from-file {pbx.csv} --media-dir {.}',
  ],
  'calls upload': ['3364161517094170228 {call.mp3}'],
  'calls access grant': ['1 --user 2', '--from-file {access.csv}'],
  'calls access revoke': ['1 --user 2', '--from-file {access.csv}'],
  'permissions create': ['-w 1 --name New', '-w 10246923550725705 --name Twin --like 10764802098955269 --deny library'],
  'permissions apply': ['{profiles.yaml}', '{profiles.yaml} -w "Sales EMEA & APAC"'],
  'permissions update': ['10764802098955269 --allow score-calls --access calls=all'],
  'privacy erase': [
    `${BUYER} --confirm ${BUYER} --max-calls 500`,
    '"+1 202-555-0178" --confirm +12025550178 --max-calls 500 --ticket CASE-7',
  ],
  'privacy erase-list': ['{people.txt} --confirm 3 --max-calls 500'],
  'crm integration register': ['--name N --owner a@b.example'],
  'crm integration delete': ['3364149378650924208 --request r', '3364149378650924208'],
  'crm objects upload': [
    'account {objects.ldjson} --request r',
    'account {objects.ldjson} --integration 1',
    'account {accounts.csv} --request r',
  ],
  'crm schema add': ['lead score:number', 'contact score:number --integration 3364149378650924208'],
  'crm schema set': ['lead {score.json}', 'contact {signer.json} --integration 3364149378650924208'],
  'flows assign': [
    '1 p --owner a@b.example',
    `1 ${PROSPECTS} --owner a@b.example`,
    '1 p --owner a@b.example --legacy-cool-off',
    '382113028872392068 --from-file {assign.csv}',
  ],
  'flows bulk-assign': [
    '--set flowId=1 --set flowInstanceOwnerEmail=a@b.example --set prospects[0].crmId=1',
    '1 --owner a@b.example --file {prospects.csv}',
    '1 --owner a@b.example --file {prospects.csv} --wait',
    '382113028872392068 --owner k.nakamura@tallyhouse.example --from-file {prospects.csv} --wait',
  ],
  'flows unassign': [
    '003811136627865508 --flow 2999566471682104669 --by a@b.example',
    '003811136627865508 --all-flows --by k.nakamura@tallyhouse.example',
    `--instance ${INSTANCES} --by a@b.example`,
    '--flow 2999566471682104669 --from-file {leaving.csv} --by k.nakamura@tallyhouse.example',
    '--from-file {assigned.csv} --by k.nakamura@tallyhouse.example',
  ],
  'tasks update': ['1 --user 2 --status done', '--from-file {tasks.csv} --user 2 --status dismissed'],
  'meetings create': [
    '--organizer a@b.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --invite c@d.example',
    '--from-file {meetings.csv}',
  ],
  'meetings update': ['1 --organizer a@b.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --invite c@d.example'],
  'meetings delete': ['1 --organizer a@b.example'],
  'engagement action': ['--system Binder --at now', '--from-file {events.csv}'],
  'engagement viewed': [
    '--system Binder --at now --content-id g --url https://a.example --title T --email a@b.example',
    '--from-file {events.csv}',
  ],
  'engagement shared': [
    '--system Binder --at now --content-id g --url https://a.example --title T',
    '--from-file {events.csv}',
  ],
  'engagement interaction': [
    '--event-id e --at now --type t --title T --email a@b.example',
    '--from-file {events.csv}',
  ],
  'settings integration': ['--type dialer --origin https://a.example'],
  'ai ask': ['account:1 Why? -w 1'],
  'ai brief': ['account:1 --brief "Deal handoff" -w "Sales Americas"'],
}
