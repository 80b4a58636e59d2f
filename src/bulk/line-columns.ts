import { type Column, OTHER_FIELDS, OUTCOME_COLUMN, wrappedColumn } from '../output/columns.ts'

/**
 * What a terminal shows of the results of a table: its own columns, of which the first says what a line is about and stays
 * on the narrowest; what became of the line; and why, never cut.
 */
export const LINE_COLUMNS: readonly Column[] = [OTHER_FIELDS, OUTCOME_COLUMN, wrappedColumn('why')]
