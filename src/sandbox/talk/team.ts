export const team = `
R: Let us go through the quarter. What moved since last week?
B: {account} asked for a second quote, with one entity less.
R: Is that a good sign or a bad one?
B: Good, I think. Their director wants to stay under {price}.

R: Where are we with {account}?
B: The demo went well. Security is the next step, and their IT is slow.
R: Can we give them the questionnaire already filled in?
B: I will ask for the latest version this afternoon.

B: I lost one to {rival} on {day}.
R: On price, or on something else?
B: They knew somebody on the board. I should have asked earlier who signs.
R: Write it down while it hurts. The others can learn from it.

R: What do you commit for {month}?
B: Two for sure, and a third if procurement wakes up.
R: Then I will count two.

B: Could somebody from solutions join me on {day}?
R: What is it about?
B: They run {erp} with a lot of changes of their own.
R: Take an hour with the engineers before. You do not want to find out in the room.

R: The recordings show that we talk more than we ask.
B: How much more?
R: Sixty percent us. I would like to see forty.
B: My last one was at forty-five, I was quite proud.

B: Everybody asks about data residency these days.
R: Do we have a good answer on one page?
B: We have four pages. They are correct, but nobody reads them.
R: Let us cut it this week.

R: Any news from {city}?
B: The partner there brought us two leads, both in retail.
R: Are they real?
B: One is. The other wanted a free lunch.

B: Onboarding asks for more notice before we sign.
R: How much more?
B: Two weeks. They have {seats} approvers to train in {month} alone.
R: That is fair. Put the date in the deal as soon as you guess it.

R: Which deal would you bet your own money on?
B: {account}. They called me, and they had already done the sums.
R: And which one would you drop?
B: The one that always needs one more meeting.

B: Marketing wants a story about the month end.
R: Who would tell it?
B: The controller from {city}. She went from nine days to four.
R: Ask her before the renewal, not after.

R: One last thing: the new price list starts in {month}.
B: Do open quotes keep the old one?
R: For thirty days, yes. Tell your buyers, it is a polite way to ask for a date.
`
