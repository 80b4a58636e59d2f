/** Heading and explanation of each kind of data, for readers who do not know Gong. */
export const SECTIONS: { readonly [name: string]: { readonly heading: string; readonly explanation: string } } = {
  numbers: {
    heading: 'Numbers and addresses',
    explanation:
      'One number can match several that Gong knows, and several people can share one. Where more than one address goes with a number, each may belong to somebody else.',
  },
  calls: {
    heading: 'Calls',
    explanation:
      'Phone calls and web conferences that Gong has recorded or registered, and in which the address or number stands among the participants. Of what was said, this report has the sentences of this person alone; recordings and summaries have to be looked at call by call. Titles are given as Gong keeps them and may name other people.',
  },
  sentences: {
    heading: 'What the person said',
    explanation:
      'The sentences of this person in those calls, as Gong has written them down by machine; words and speakers can be mistaken. What other people said is left out, also where Gong does not tell who spoke. Each begins so long after the start of the call. Sentences stand as they were said and may name other people.',
  },
  emails: {
    heading: 'E-mails',
    explanation:
      'E-mails that Gong has imported from mailboxes of the company. Gong tells when and from where each was sent and in which mailbox it was found, but neither its subject nor its text; those stand in the mailbox.',
  },
  meetings: {
    heading: 'Meetings',
    explanation:
      'Entries of calendars of the company to which the address or number was invited. Gong tells only the id of each in the calendar; date and guests have to be looked up there.',
  },
  customerData: {
    heading: 'CRM records',
    explanation:
      'Leads and contacts that Gong has copied from the CRM of the company, with the values that Gong names. The CRM, where they come from, may hold more and has to be asked on its own.',
  },
  customerEngagement: {
    heading: 'Engagement events',
    explanation:
      'Events that other systems have reported to Gong, such as content that was shared with somebody or looked at. Gong finds them by e-mail address alone, never by phone number.',
  },
}

/** Limits of a report as a whole. */
export const LIMITS: readonly string[] = [
  'The report tells what Gong answered at the moment it was asked. Calls that were deleted before, or that Gong had not processed yet, are not in it.',
  'Only this one address or number was searched for. Other addresses and numbers of the same person need a report of their own.',
  "Gong does not look up people who use Gong in the company itself: of its users' data it tells nothing here.",
  'Other systems from which Gong gets its data (CRM, mailboxes, calendars, telephony) are not searched.',
]

export const OTHER_PEOPLE = {
  withheld:
    'The names and addresses of other people are withheld, since the right to a copy must not affect the rights and freedoms of others (GDPR, article 15, paragraph 4). Titles of calls, sentences and values of CRM records stand as they are and have to be read before the report is passed on.',
  named:
    'Other people are named. Whether that affects their rights and freedoms (GDPR, article 15, paragraph 4) has to be decided before the report is passed on.',
} as const
