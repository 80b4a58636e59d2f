/** The counts of activity that people look for first; a narrow terminal shows fewer of them. */
export const IMPORTANT_COUNTS = ['callsAsHost', 'callsAttended', 'othersCallsListenedTo', 'callsGaveFeedback']
