/** What a table shows of a user. */
export const columns = ['id', 'emailAddress', 'firstName', 'lastName', 'title']
