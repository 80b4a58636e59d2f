export const discovery = `
R: How do invoices reach you today, {buyer}?
B: Mostly by e-mail. Some still come on paper, and {team} keys them in by hand.
R: How many are we talking about in a month?
B: Around {count}, and nearly twice that in {month}.
R: That is a lot of typing. What does it cost you when one gets lost?

B: The real trouble is approvals. An invoice sits in somebody's inbox for {days} days, and nobody knows whose.
R: And who finds out first, you or the supplier?
B: The supplier. They call, and then everybody starts looking.
R: How often does that end in a late fee?
B: Often enough that finance has a line for it in the budget.

R: Which system do the postings end up in?
B: We run {erp}. It is old, but nobody wants to touch it before next year.
R: That is fine, most of our customers keep theirs. Do you match against purchase orders there?
B: In theory. In practice about {percent} percent have an order number that anyone can read.

R: If you could change one thing by {month}, what would it be?
B: I would like to close the month in four days instead of {days}.
R: What stands in the way of that?
B: Accruals. We guess what has not arrived yet, and then we correct the guesses.

R: Who else feels this, apart from your own team?
B: Purchasing does, because they are asked the same question ten times a day.
R: And on the leadership side?
B: Our finance director looks at cash every Monday. She does not trust the number, and she is right.

B: We tried to solve this two years ago with a scanning tool.
R: What happened to it?
B: It read the amounts quite well, but it did not know who should approve. So we still sent e-mails.
R: So reading was never the hard part.
B: Exactly. It is the running around afterwards.

R: Walk me through the last invoice that went wrong.
B: A freight bill from {city}. It was booked twice, because it came as a paper copy and as a file.
R: When did you notice?
B: When the auditor did. That was not a pleasant afternoon.

R: How many people approve at least one invoice in a normal month?
B: Perhaps {seats}. Half of them are on the road and only have a phone.
R: Do they log in to {erp} for that?
B: Heaven forbid. They answer "ok" to an e-mail, and {team} files it.

R: Is there a date that this has to be done by?
B: The new fiscal year begins in {month}. If we miss that, it slips by a year.
R: Then let us count backwards from there.

R: How is the team measured today?
B: Invoices per head, which is a silly number. They are quick at the easy ones.
R: What would be a better one?
B: Days from arrival to approval. I would put that on a screen in the corridor.

B: Something I should mention: we have {legal entities|branches|cost centres} in five countries.
R: Do they all follow the same approval rules?
B: On paper, yes. In real life {city} does whatever {city} has always done.
R: Would you want to change that, or keep it for now?
B: Keep it for now. One fight at a time.

R: What made you look at this now, and not last year?
B: Two people from {team} retire this summer. They carry the whole process in their heads.
R: That is a very good reason.

R: Where does the budget for this sit?
B: With me, up to a point. Above {price} a year it goes to the board.
R: And have they approved anything like it before?
B: Last spring, for the travel tool. It took six weeks and one very long meeting.

B: May I ask what other firms of our size do?
R: Most begin with one country and one kind of invoice, usually the ones without an order.
B: Interesting, I would have started with the simple ones.
R: The simple ones hurt less, so nobody notices when they are gone.
`
