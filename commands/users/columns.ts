/** What a table shows of a user. */
export const userColumns = ['id', 'emailAddress', 'firstName', 'lastName', 'title']
