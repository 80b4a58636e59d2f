export const opening = `
R: Hi {buyer}, can you hear me all right?
B: Yes, loud and clear. Sorry, the call before this one ran over.
R: No problem at all. It is just me and a cup of coffee on this side.

R: Good to see you again, {buyer}. How is {city} treating you?
B: {Cold and wet|Far too hot|Rainy, as always|Surprisingly sunny}. I envy whoever works from the coast.
R: I would complain, but it would not be fair from where I sit.

B: I have asked {team} to join as well, they should be here in a minute.
R: Lovely, the more the better. Shall we wait, or do the introductions now?
B: Let us start, they know the background.

R: Thanks for making the time today, {buyer}. I have us down for {half an hour|forty-five minutes|the full hour}, does that still work?
B: It does, though I have a hard stop at the end.
R: Understood. I will keep an eye on the clock.

R: My plan was to hear how things run at {account} today, and then show only what fits.
B: That suits me. I have sat through enough slide decks this week.
R: Then I promise there will be very few slides.

B: Before we begin, is this being recorded?
R: It is, so that I can listen instead of type. I can switch it off if you prefer.
B: No, that is fine. Send me the link afterwards, please.

R: For the new faces: I am {rep}, and I look after companies like {account} at Tallyhouse.
B: And I run {team} here. We were three people when I joined, and we are eleven now.
R: That is quite a change. Did the way you work change with it?
B: Honestly, no. That is why we are talking.

R: I read that {account} opened an office in {city}. Congratulations.
B: Thank you. It means one more stack of invoices, in one more language.
R: We will come to that, I promise.

B: Can everyone see the agenda that was sent around?
R: I have it here. Three points, and time for questions at the end.
B: Please leave ten minutes for the last point, that is the one my boss will ask about.
`
