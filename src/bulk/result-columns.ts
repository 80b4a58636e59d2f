/** What every row has behind the columns of its input. */
export const RESULT_COLUMNS = ['outcome', 'why', 'id'] as const
