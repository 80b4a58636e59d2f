import type { ReadClient } from '../api/client.ts'
import type { Row } from '../lib/rows.ts'
import type { ArchiveSpan } from './archive-state.ts'
import type { ArchiveSubject } from './context.ts'
import type { Pull } from './pull-unit.ts'

/** Records of one kind: one unit, or one for each thing that Gong has to be asked about. */
export interface Dataset {
  readonly subject: ArchiveSubject
  /** Above its units: `people/history`. */
  readonly name: string
  pulls(): AsyncIterable<Pull> | Iterable<Pull>
}

/** What datasets are made of. */
export interface DatasetParts {
  readonly gong: ReadClient
  /** The records of a unit that is there, or of all below a name. */
  readonly records: (name: string) => AsyncIterable<Row>
  readonly span: ArchiveSpan
  readonly nowMs: number
  /** Up to when a unit is whole. */
  readonly throughOf: (unit: string) => string | undefined
}
