export const demo = `
R: Let me share my screen. Can you see the inbox with the blue bar?
B: Yes, now it is there.
R: Everything that arrives lands here, whether it came by mail, by upload or through the network.

R: This one came in four minutes ago. It has found the supplier, the amount and the order number.
B: And what is the yellow mark next to the tax?
R: It is less sure about that line, so a person has a look. You decide how sure it must be.
B: I like that it admits it.

B: What happens when the supplier is new?
R: It asks {team} to confirm the bank details, and it never pays to an account that nobody has confirmed.
B: Good. We had a fake invoice last {month}, very well made.
R: Sadly we see those every week.

R: Now I approve on the phone. One swipe, and the comment goes into the history.
B: Could my colleague in {city} do that without a licence?
R: Yes, approvers are free. You pay for the people who process.
B: That is different from {rival}, they count every head.

B: Can I see the rules behind it?
R: Of course. It reads like a sentence: over five thousand, ask the cost centre, then the director.
B: And when the director is on holiday?
R: She names a deputy herself, and the rule follows. No ticket needed.

R: Here is the match against the order, line by line.
B: We get partial deliveries all the time, three pallets now and two later.
R: Then look at this one: it keeps the order open and only releases what was received.
B: That is precisely the case that {erp} cannot do.

B: How does this reach {erp} in the end?
R: Through a connector that posts the entry and reads the number back, every few minutes.
B: Does it work if {erp} is down for the night?
R: It waits and tries again. Nothing is posted twice, each entry has its own key.

R: I will switch to the view that your finance director would have.
B: She will want to see what is due this week.
R: That is the left column. The right one is what is stuck, and with whom.
B: Oh, that one will make me popular.

B: Could you search for something odd? Say, all freight bills from {city} over two thousand.
R: Let me type exactly that. There they are, fourteen of them.
B: Even the scanned ones?
R: Those too. The text is read when they arrive.

R: Any question so far, or shall I show the month end?
B: Month end, please.
R: These are deliveries without an invoice. It proposes the accrual, and you change what you do not like.
B: We do that in a spreadsheet with eleven tabs today.
R: I have met that spreadsheet many times, in many companies.

B: What does a supplier see?
R: A simple page where they check the status themselves. No account, just a link that expires.
B: That alone would save {team} a day a week.

R: This is the log of one invoice, from arrival to payment.
B: Can the auditor have that without us making screenshots?
R: They get a login that can only read, for as long as you say.
B: Our auditor will send you flowers.

B: Is all of that in the standard version?
R: Everything you have seen today is. The supplier network is the only extra.
B: Good, I hate surprises in that department.

B: How long did it take to learn what our invoices look like?
R: I fed it the sixty samples you sent. For the first week you would still check most of them.
B: And after that?
R: After a month, customers usually check one in ten.
`
