export const security = `
B: Where is our data stored?
R: In Frankfurt, or in Virginia if you prefer. Data residency is part of the contract.
B: And the backups?
R: In a second region of the same country, encrypted with your own key if you like.

B: Do you have a SOC 2 report?
R: Type two, renewed last {month}. I will send it under the non-disclosure agreement.
B: We will also need the latest penetration test.
R: The summary is in the same folder, and our security lead will walk you through the findings.

B: How do people sign in?
R: Single sign-on with whatever you use. Passwords can be switched off entirely.
B: And when somebody leaves the company?
R: Their access ends when your directory says so, usually within minutes.

B: Who on your side can see our invoices?
R: Nobody by default. Support has to ask, you approve, and the access ends after a day.
B: Is that logged?
R: Every click, and you can read that log yourself.

B: We have a questionnaire. I apologise, it has two hundred and ten questions.
R: We have seen longer. If you send it by {day}, you will have it back within a week.
B: That would be a record.

B: What do you do with personal data in the documents?
R: We process it for you and for nothing else. The processing agreement lists every subcontractor.
B: And when one changes?
R: You hear it thirty days before, and you may object.

B: Is our data used to train anything?
R: Only for your own account, and only if you switch it on.
B: I need that in writing.
R: Page seven of the agreement. I will mark the paragraph.

B: How long would it take to restore after a disaster?
R: Four hours, and we lose at most fifteen minutes of work. We rehearse it twice a year.
B: When was the last one?
R: In {month}. It took two hours and forty minutes.

B: Our works council will ask whether you measure people.
R: The reports show teams. Names can be hidden for everyone, including me.
B: Good, then that meeting will be short.

B: Does the connector need a hole in our firewall?
R: No, it calls out, nothing comes in. Our engineer will bring a drawing.
B: He will love a drawing. Nobody ever brings a drawing.

B: What happens to the data when we leave?
R: You export it, we delete it after thirty days, and you get a certificate.
B: Also from the backups?
R: Those run out after another thirty-five days.
`
