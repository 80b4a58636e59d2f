import { publishedDocument } from './published-document.ts'
import { RULE_KEY, SIGNED_REQUEST } from './signed-request.ts'

/** A list of twelve people whom nobody knows, for lines that name one. */
const PEOPLE = Array.from({ length: 12 }, (_, index) => `person-${index}@nowhere.example\n`).join('')

/** Files that examples of help and of documents may name. An example that needs another one adds it here. */
export const EXAMPLE_FILES: { readonly [name: string]: string } = {
  'access.csv': 'call;user\n3364161517094170228;k.nakamura@tallyhouse.example\n',
  'accounts.csv': 'Account ID,Last Modified Date,Name\nacc-1,2026-01-15T10:00:00Z,Amberwick\n',
  'accounts.ldjson': '{"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Amberwick"}\n',
  'assigned.csv': 'prospect,outcome,why,id\n003811136627865508,assigned,,10883833566176974\n',
  'call.mp3': 'not much of a recording',
  'credentials.json': JSON.stringify({ accessKey: 'sandbox', accessKeySecret: 'sandbox-secret' }),
  'deals.ldjson': '{"objectId":"deal-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Renewal"}\n',
  'events.csv':
    'event id,at,type,title,tracking,system,content id,url,recipients\ne1,2026-05-18T09:00:00Z,click,Price list,t1,dms,c1,https://docs.example/1,jo@customer.example\n',
  'gong.pub': RULE_KEY,
  'leads.csv': 'firstName,lastName\nAnn,Lee\n',
  'meetings.csv':
    'from,to,title,invite\n2026-06-01T09:00:00Z,2026-06-01T09:30:00Z,Renewal,Jo Doe <jo@customer.example>\n',
  'new-fields.csv': 'name;label;type\nfitScore;Fit score;number\n',
  'openapi.json': JSON.stringify(publishedDocument()),
  'pbx.csv':
    'client id,direction,started,host,customer name,customer phone\ndialer-1,inbound,2026-05-18T09:00:00Z,p.tran@tallyhouse.example,Jo Doe,020 7946 0912\n',
  'people.csv': PEOPLE,
  'people.txt': PEOPLE,
  'prospects.csv': 'prospect,flow\n003750784324015331,382113028872392068\n',
  'rep-week.sql': 'select * from rep_week\n',
  'recordings/dialer-1.mp3': 'ID3',
  'request.http': SIGNED_REQUEST,
  'tasks.csv': 'task\n6811318646154554689\n',
  'team.txt': 'k.nakamura@tallyhouse.example\np.tran@tallyhouse.example\n',
}
