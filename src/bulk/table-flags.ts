import type { Globals } from '../app/model/globals.ts'
import { flagOf } from '../app/model/labels.ts'
import type { TableInput } from './inputs.ts'

/** The flags by which a table was read, for the line of another command that is to read the same one. */
export function tableFlags(
  { map = [], country, dateFormat, sheet }: Omit<TableInput, 'tz'>,
  { profile, encoding }: Pick<Globals, 'profile' | 'encoding'>,
): readonly string[] {
  const one = Object.entries({ country, dateFormat, sheet, encoding, profile })
  return [
    ...map.flatMap((text) => [flagOf('map'), text]),
    ...one.flatMap(([name, value]) => (value === undefined ? [] : [flagOf(name), value])),
  ]
}
