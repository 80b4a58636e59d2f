export const pricing = `
B: Let us talk about money. What would this cost us?
R: For {count} invoices a month it comes to {price} a year, including support.
B: Is that the list price?
R: It is. There is room if you sign for more than one year.

B: Our budget for this is somewhat below that.
R: How far below, if I may ask?
B: About {percent} percent.
R: Then we could begin with fewer entities and add the others in {month}.

R: The price has two parts: the platform, and the volume in steps.
B: What happens if we go over the volume?
R: Nothing on that day. We look at it together once a year and move you to the right step.
B: So no surprise invoice from an invoice company.
R: That would be rather embarrassing for us.

B: {rival} offered us something for two thirds of that.
R: Did that include the connector to {erp}?
B: No, that was a separate project.
R: Then I would add it before comparing. I am happy to put both side by side.

B: Is there a discount for paying up front?
R: Five percent for a year, a bit more for three.
B: Three is difficult, procurement has a rule.
R: Then one year with a fixed price for the renewal might be worth more to you.

R: Set-up is a fixed fee, and it covers the connector, the rules and two training sessions.
B: And if it takes longer than planned?
R: Then it is our problem, the fee stays.
B: Could I have that sentence in the contract?
R: It is already in there, in section four.

B: How do you charge for approvers?
R: We do not. All {seats} of them are included.
B: And for somebody who only reads reports?
R: Included as well.

B: Our procurement will ask for a return on investment.
R: I made a draft from your figures. With {days} days less per invoice you would break even in eight months.
B: Did you count the late fees?
R: No, I left them out on purpose. It holds without them.

B: Which payment terms do you offer?
R: Thirty days as a rule.
B: We pay in sixty.
R: I will ask, but I think we can meet at forty-five.

B: What if we want to leave after the first year?
R: You give notice two months before, and you take your data along, documents included.
B: In which format?
R: The originals, plus one table with everything we know about them.

R: I would propose a pilot with one entity, and we count it towards the first year.
B: So if we continue, the pilot is free?
R: That is the idea. It keeps both of us honest.

B: The quote says three environments. Do we need them?
R: One to try things, one for real. The third is for large projects, so I will take it out.
B: Thank you. That is the first time a vendor made a quote shorter.
`
