/** The names at the top of a report that is written as data. */
export const REPORT_FIELDS: readonly string[] = [
  'about',
  'made',
  'zone',
  'company',
  'others',
  'counts',
  'remarks',
  'parts',
  'limits',
]
