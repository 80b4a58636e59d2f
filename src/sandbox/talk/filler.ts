import type { SeededRandom } from '../seeded-random.ts'
import { type Exchange, parseExchange } from './exchanges.ts'

const openings = [
  'Take a case that we see a lot:',
  'To stay with your example,',
  'Here is another one:',
  'On the next screen',
  'If I go one step further,',
  'Suppose that',
  'A small thing that people like:',
  'Coming back to what you said,',
  'In the same place',
  'Now imagine that',
]
const people = [
  'a plant manager',
  'the controller',
  'a project lead',
  'somebody in purchasing',
  'the night shift',
  'an assistant',
  'the treasurer',
  'a branch office',
  'your auditor',
  'a new colleague',
  'the warehouse',
  'a regional director',
]
const actions = [
  'opens an invoice without an order number',
  'splits a bill over three cost centres',
  'gets the same document twice',
  'corrects a delivery date',
  'asks why a payment is late',
  'sends back a wrong amount',
  'looks for a credit note',
  'adds a comment in another language',
  'changes the tax code',
  'forwards a reminder from a supplier',
  'approves half of an order',
  'wants to see last year side by side',
  'books a deposit before the goods arrive',
  'closes a contract that was never signed',
]
/** A question and the answer to it. */
const questions = [
  'Does somebody get told about that?|The owner gets a short note, and nobody else.',
  'Could that be undone?|For thirty days it is one click, after that it takes an administrator.',
  'Who is allowed to see it?|You set that per role, and it can be as narrow as you like.',
  'Would that work in the other countries as well?|Yes, the rules are shared, and the exceptions are local.',
  'What if two people do it at the same time?|The second one sees who was first, and nothing is lost.',
  'Is that the same on the phone?|It is the same, only with fewer buttons.',
  'And if the amount is in another currency?|It takes the rate of the day and keeps the original amount next to it.',
  'How long is that kept?|As long as the law of that country asks for, and you can say longer.',
  'Can we make that step optional?|You can, and it tells you what you would lose by it.',
  'Does that slow down the month end?|It runs beside it, so the close goes on.',
  'Would our suppliers notice?|They see a status and a date, never a name.',
  'Where would I find that a year later?|In the history of that document, together with the reason.',
  'Can the deputy do that too?|If you allow it, yes, and it shows whose name was lent.',
  'Is there a limit to how many?|We have never met it, and our largest customer does this all day.',
  'What if the network is down?|It keeps what you typed and sends it when you are back.',
  'Do we have to train people for that?|Most of them find it on their own. There is a two-minute film for the others.',
  'Can I get a list of those?|Any view becomes a file with one click, or by mail every Monday.',
  'Would {erp} know about it?|Within five minutes, and it gets the comment as well.',
  'Who would have to set that up?|You, in plain words, or one of us while you watch.',
  'Is there an audit trail for it?|Every step has a name and a time, and nobody can edit them.',
  'What happens on a public holiday?|The calendar of each country is in there, so the clock stops.',
  'Can it wait for a second signature?|As many as you like, in a row or side by side.',
  'And when the attachment is missing?|It asks the supplier for it, politely, up to three times.',
  'Would a temp be able to do that?|With a guest role, yes, and the role ends by itself.',
  'What does that look like in French?|The same, in French. Everyone picks their own language.',
  'Does it learn from that?|It remembers the choice and proposes it the next time.',
  'Could we block that altogether?|Yes, with one rule, and it says why when somebody tries.',
  'How do you treat old documents?|They come over in a single import, and stay searchable.',
  'Is that one of the things that cost extra?|No, that belongs to the platform.',
  'And who notices when nobody reacts?|After two days it goes one level up. You choose the number.',
  'Can we try that with our own data?|That is what the pilot is for. You will have it by {day}.',
  'Do other customers do it that way?|About half of them. The rest turned it off after a week.',
]
const acknowledgements = [
  'Okay, that is clear.',
  'Makes sense.',
  'Good, I will note that down.',
  'That would help {team} a lot.',
  'I see, thank you.',
  'We do that by hand today.',
  'My colleague will ask about that, I am sure.',
  'Right, that is how I would expect it.',
  'Interesting, {erp} does it the other way round.',
  'Fine by me.',
  'Good to know, I was afraid that you would say no.',
  'I wish we had had that in {month}.',
]

/**
 * Further short exchanges, for talks that outlast what was written by hand. Each question comes once before any
 * comes again, with another scene before it.
 *
 * @returns a function that gives the next exchange.
 */
export function fillerExchanges(random: SeededRandom): () => Exchange {
  let unused: string[] = []
  return () => {
    if (unused.length === 0) unused = random.shuffled(questions)
    const [doubt, reply] = (unused.pop() ?? '').split('|')
    const scene = `${random.pick(openings)} ${random.pick(people)} ${random.pick(actions)}.`
    const nod = random.bool(0.4) ? `\nB: ${random.pick(acknowledgements)}` : ''
    return parseExchange(`R: ${scene}\nB: ${doubt}\nR: ${reply}${nod}`)
  }
}
