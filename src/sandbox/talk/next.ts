export const next = `
R: So what would be a sensible next step from your side?
B: I would like to show this to {team} before we decide.
R: Shall we put an hour in for {day}? I will keep it short and hands-on.
B: {day} afternoon works.

B: Could you send me the recording and the quote?
R: You will have both by tonight, with a one-page summary for your director.
B: One page is perfect, she does not read two.

R: I will follow up with the security folder, so that your IT can begin.
B: Please copy our architect, he sits in {city}.
R: I will. Is there anything that he cannot live without?
B: The drawing of the connector.

R: Let me repeat what I have: you send the sample invoices, I send the quote for one entity.
B: And the reference call.
R: And the reference call, right. I will look for somebody with {erp}.

B: We decide in the committee, and it meets on the last {day} of the month.
R: What do you need in your hands by then?
B: The price, the plan, and one good story.
R: I can help with all three.

R: If everything goes well, when would you want to begin?
B: The first week of {month}, after the holidays.
R: Then the contract should be signed two weeks before, so that the team is booked.
B: That is tight, but it can be done.

R: Who will sign in the end?
B: My director, and procurement adds a stamp.
R: Should I meet procurement early?
B: Yes, they like to be asked before they are told.

B: I will be away next week. Talk to my colleague, she knows everything.
R: Good to know. Could you introduce us by mail?
B: I will do it straight after this call.

R: On a scale from one to ten, how likely is this for the new year?
B: Seven. It becomes a nine when IT stops frowning.
R: Then IT is where I will spend my week.
`
