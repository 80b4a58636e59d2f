/**
 * Who may import whom; what is not written is forbidden. A folder may always import itself. The order is that of the
 * layers, from the lowest up: a line names only rooms that stand above it.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  platform: ['lib'],
  workbook: ['lib', 'platform'],
  text: ['lib'],
  catalogue: ['lib'],
  openapi: ['lib', 'catalogue'],
  api: ['lib', 'platform', 'catalogue'],
  credentials: ['lib', 'platform'],
  company: ['lib', 'platform', 'catalogue', 'api', 'credentials'],
  output: ['lib', 'platform', 'workbook'],
  state: ['lib', 'platform', 'api'],
  media: ['lib', 'platform', 'catalogue', 'api'],
  store: ['lib', 'platform', 'catalogue', 'api', 'media'],
  calls: ['lib', 'platform', 'catalogue'],
  report: ['lib', 'output'],
  transcripts: ['lib', 'platform', 'text', 'catalogue', 'api', 'output', 'report'],
  search: ['lib', 'transcripts'],
  ai: ['lib'],
  crm: ['lib', 'catalogue', 'api'],
  engage: ['lib', 'catalogue', 'api'],
  permissions: ['lib', 'catalogue', 'api', 'output'],
  people: ['lib'],
  stats: ['lib', 'catalogue'],
  archive: ['lib', 'platform', 'catalogue', 'api', 'output', 'transcripts', 'media', 'stats', 'report'],
  privacy: ['lib', 'platform', 'catalogue', 'api', 'company', 'output', 'report', 'state', 'transcripts'],
  app: ['lib', 'platform', 'text', 'catalogue', 'api', 'credentials', 'company', 'output', 'report', 'state'],
  bulk: ['lib', 'platform', 'workbook', 'text', 'catalogue', 'api', 'company', 'output', 'state', 'app'],
  cli: ['lib', 'platform', 'catalogue', 'output', 'app'],
  docs: ['lib', 'catalogue', 'store', 'stats', 'app', 'cli'],
  schedule: ['lib', 'platform'],
  webhooks: ['lib', 'platform', 'catalogue', 'api'],
  doctor: ['lib', 'platform', 'catalogue', 'api', 'credentials', 'state', 'privacy', 'bulk'],
  sandbox: ['lib', 'platform', 'catalogue'],
  mcp: ['lib', 'platform', 'catalogue', 'api'],
  commands: ['*'],
  bin: ['lib', 'platform', 'api', 'store', 'cli', 'sandbox', 'commands'],
}

/** Imports that may only be types: they leave no trace at run time. */
export const ONLY_TYPES: ReadonlySet<string> = new Set(['company>api', 'transcripts>api', 'crm>api', 'mcp>api'])
