import type { Entry } from '../src/cli/mount.ts'

/** The table of contents: every first word, what it is about, and the file that holds its commands. */
export const entries: readonly Entry[] = [
  {
    name: 'calls',
    summary: 'Recorded calls: list them, look at one, get the details',
    load: async () => (await import('./calls.ts')).calls,
  },
  {
    name: 'transcripts',
    summary: 'What was said, sentence by sentence',
    load: async () => (await import('./transcripts.ts')).transcripts,
  },
  { name: 'users', summary: 'The people of the company', load: async () => (await import('./users.ts')).users },
  {
    name: 'settings',
    summary: 'Workspaces and other settings of the company',
    load: async () => (await import('./settings.ts')).settings,
  },
  {
    name: 'profiles',
    summary: 'Credentials, sealed on this machine',
    load: async () => (await import('./profiles.ts')).profiles,
  },
  {
    name: 'api',
    summary: 'Any request to the API, by method and path',
    load: async () => (await import('./api.ts')).api,
  },
  {
    name: 'operations',
    summary: "The operations of Gong's API that this tool knows",
    load: async () => (await import('./operations.ts')).operations,
  },
  {
    name: 'sandbox',
    summary: 'A stand-in company to try things on',
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
]
