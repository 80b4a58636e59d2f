export const objections = `
B: To be frank, my team is afraid that this replaces them.
R: I hear that often. In practice the typing goes away, and the questions stay.
B: They will want to hear that from somebody who is not selling it.
R: I can bring a customer to the call, from accounts payable, without me in the room.

B: We do not have the people for another project this year.
R: What would you need to free up?
B: One person from {team}, two days a week.
R: We can do the set-up on our side, so that you only decide and test. That is half a day a week.

B: I am not sure that it can read our invoices. They are really ugly.
R: Send me the thirty ugliest. I will show you the result before you sign anything.
B: Careful, one of them is written by hand.
R: Then we will both learn something.

B: Last time we bought software, half of the users never logged in.
R: Do you know why they did not?
B: One more password, one more window.
R: That is why approvals work from the mail and from the chat, without a window of ours.

B: {rival} says that they can go live in two weeks.
R: With the connector and your rules?
B: They were a little vague about that.
R: I would ask for a reference with {erp}. I would rather promise eight weeks and keep it.

B: My director thinks we should wait for the next version of {erp}.
R: When does it come?
B: Nobody knows. It was announced for last {month}.
R: You would gain the time in between, and the connector moves along with the upgrade.

B: You are smaller than the others on our list. What if you are bought?
R: A fair question. Your contract and the price survive a sale, and the export works on any day.
B: I will have legal look at that part.

B: The approval on the phone worries me. People swipe without reading.
R: You can ask for a second look above an amount, or for a comment.
B: Could it be stricter for a few people that I will not name?
R: It could, and they would not even notice.

B: I liked the demo, but the rest of the committee has not seen it.
R: Who would have to be convinced?
B: The head of IT, mostly. He says no to everything in {month}.
R: Then let us give him his own session, and begin with the security part.

B: Our volumes go up and down, so I worry about paying for air.
R: We count the year, not the month. A quiet spring pays for a busy autumn.
B: That makes it easier to explain.

B: I will be honest, we also think about building something ourselves.
R: What would the first version do?
B: Read the mail, put a row in a table. An intern made it in a week.
R: That week is the fun part. Ask the intern about credit notes and partial deliveries.
B: We did. He went rather quiet.
`
