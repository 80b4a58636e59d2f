export const renewal = `
R: You have been live for almost a year now. How does it feel?
B: Calm, which is the best thing I can say about accounts payable.
R: I looked at the numbers: from {days} days down to three.
B: And nobody from the board has called me since {month}.

B: There is one thing that still annoys us.
R: Please, that is why I am here.
B: Credit notes from {city} arrive without a reference, and we link them by hand.
R: I know that one. The fix is in testing, and I will put you on the list for it.

R: How are the new colleagues doing?
B: They were up and running in two days. The old system took two months.
R: May I quote you on that?
B: If you leave out my name.

B: We bought a small company in {city}. Could we add them?
R: Of course. Same rules, or their own?
B: Their own for now, they are proud of them.
R: Then it is about two weeks of work, most of it on our side.

R: Your usage has grown by {percent} percent since spring.
B: Is that going to be expensive?
R: You are still inside your step. If it goes on, we talk about it at the renewal.

R: I saw eleven support tickets in the last quarter. Did we answer them well?
B: Quickly, yes. One was closed before it was solved, though.
R: Which one?
B: The one on tax codes. Your colleague reopened it and sent cake. That was nice.

B: Somebody from {rival} calls me every month.
R: What do you tell them?
B: That I have no problem they could solve. They do not like that answer.
R: I do.

R: Is there a feature that nobody uses?
B: The weekly report by mail. Everyone looks at the screen instead.
R: I will switch it off, then. Less noise for everyone.

R: What should be true a year from now?
B: No paper at all, and the month closed in three days.
R: The first one depends on your suppliers. Shall we invite the top fifty to the portal?
B: Yes, but let me warn them first.

B: The connector stopped for an hour last {day}. Nobody told us.
R: I am sorry. The alert went to somebody who has left your company.
B: Oh. Then it is partly our fault.
R: We will send it to a shared address from now on, and I will check that today.
`
