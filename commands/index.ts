import type { Entry } from '../src/app/job/app.ts'

/** The table of contents: every first word, what it is about, and the file that holds its commands. */
export const entries: readonly Entry[] = [
  {
    name: 'calls',
    summary: 'Recorded calls: list them, look at one, get the details',
    load: async () => (await import('./calls/index.ts')).callCommands,
  },
  {
    name: 'transcripts',
    summary: 'What was said, sentence by sentence',
    load: async () => (await import('./transcripts/index.ts')).transcriptCommands,
  },
  {
    name: 'search',
    summary: 'Words in what was said',
    load: async () => (await import('./search/index.ts')).searchCommands,
  },
  {
    name: 'users',
    summary: 'The people of the company',
    load: async (verb) => {
      const { userCommands } = await import('./users/index.ts')
      // A page about a user takes the records of six domains, which a list of users does without.
      return userCommands.some(({ name }) => name === verb)
        ? userCommands
        : [...userCommands, (await import('./users/show.ts')).showUser]
    },
  },
  {
    name: 'settings',
    summary: 'Workspaces and other settings of the company',
    load: async () => (await import('./settings/index.ts')).settingsCommands,
  },
  {
    name: 'stats',
    summary: 'Activity, interaction, scorecards and coaching, in numbers',
    load: async () => (await import('./stats/index.ts')).statsCommands,
  },
  {
    name: 'report',
    summary: 'Figures with names: reps, scorecards, trackers, accounts, coverage',
    load: async () => (await import('./report/index.ts')).reportCommands,
  },
  {
    name: 'query',
    summary: 'Ask the local copy with SQL',
    load: async () => (await import('./query/index.ts')).queryCommands,
  },
  {
    name: 'archive',
    summary: 'Everything that a key can read, in a folder that lasts',
    load: async () => (await import('./archive/index.ts')).archiveCommands,
  },
  {
    name: 'logs',
    summary: 'Who did what in Gong',
    load: async () => (await import('./logs/index.ts')).logCommands,
  },
  {
    name: 'library',
    summary: 'Folders of calls worth hearing',
    load: async () => (await import('./library/index.ts')).libraryCommands,
  },
  {
    name: 'permissions',
    summary: 'Permission profiles',
    load: async () => (await import('./permissions/index.ts')).permissionCommands,
  },
  {
    name: 'privacy',
    summary: 'What Gong holds about a person, and erasing it',
    load: async () => (await import('./privacy/index.ts')).privacyCommands,
  },
  {
    name: 'crm',
    summary: 'The generic CRM integration: objects, fields, uploads',
    load: async () => (await import('./crm/index.ts')).crmCommands,
  },
  {
    name: 'flows',
    summary: 'Flows of Gong Engage, and who is in them',
    load: async () => (await import('./flows/index.ts')).flowCommands,
  },
  {
    name: 'tasks',
    summary: 'To-dos of Gong Engage',
    load: async () => (await import('./tasks/index.ts')).taskCommands,
  },
  {
    name: 'meetings',
    summary: 'Meetings with consent pages',
    load: async () => (await import('./meetings/index.ts')).meetingCommands,
  },
  {
    name: 'engagement',
    summary: 'Reporting what customers did elsewhere',
    load: async () => (await import('./engagement/index.ts')).engagementCommands,
  },
  {
    name: 'ai',
    summary: 'Questions and briefs that Gong writes; they spend credits',
    load: async () => (await import('./ai/index.ts')).aiCommands,
  },
  {
    name: 'sync',
    summary: 'A copy of Gong on this machine, and the proof that it is whole',
    load: async () => (await import('./sync/index.ts')).syncCommands,
  },
  {
    name: 'mcp',
    summary: 'Gong for agents, by the Model Context Protocol',
    load: async () => (await import('./mcp/index.ts')).mcpCommands(entries),
  },
  {
    name: 'webhooks',
    summary: 'Events of automation rules, received and handed on',
    load: async () => (await import('./webhooks/index.ts')).webhookCommands,
  },
  {
    name: 'profiles',
    summary: 'Credentials, sealed on this machine',
    load: async () => (await import('./profiles/index.ts')).profileCommands,
  },
  {
    name: 'schedule',
    summary: 'Lines that run by themselves',
    load: async () => (await import('./schedule/index.ts')).scheduleCommands(entries),
  },
  {
    name: 'doctor',
    summary: 'Why something does not work, and what to do about it',
    load: async () => (await import('./doctor/index.ts')).doctorCommands(entries),
  },
  {
    name: 'api',
    summary: 'Any request to the API, by method and path',
    load: async () => (await import('./api/index.ts')).apiCommands,
  },
  {
    name: 'operations',
    summary: "The operations of Gong's API that this tool knows",
    load: async () => (await import('./operations/index.ts')).operationCommands(entries),
  },
  {
    name: 'completion',
    summary: 'Completions for bash, zsh, fish and PowerShell',
    load: async () => (await import('./completion/index.ts')).completionCommands(entries),
  },
  {
    name: 'sandbox',
    summary: 'A stand-in company to try things on',
    load: async () => (await import('./sandbox/index.ts')).sandboxCommands,
  },
]
