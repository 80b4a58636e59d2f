export const README_FILE = 'README.md'

/** What stands in the folder of an archive for whoever finds it, with or without this tool. */
export const README = `# An archive of Gong

Open index.html in a browser: it needs no network, and asks nobody for anything.

| where | what |
|---|---|
| index.html, browse/ | pages to browse by month, account and person |
| calls/2026-05/12/ID.md, .html | a call of 12 May 2026 (UTC) to read: people, outline, what was said |
| calls/2026-05/details.0001.jsonl | calls of that month as Gong gave them, with all details |
| calls/2026-05/transcripts.0001.jsonl | their transcripts; .late-1 has those that came later |
| calls/2026-05/access.0001.jsonl | who was granted access to single calls |
| media/2026-05/12/ID.mp4 | recordings, byte by byte as Gong has them |
| people/ | users, and how their settings changed |
| settings/ | workspaces, scorecards with their questions, trackers, briefs, outcomes |
| scorecards/answers/ | scorecards that were filled in, by the month of the review |
| stats/ | activity, day by day, interaction, coaching; manifest.jsonl has the days that a file is about |
| library/, permissions/, crm/, engage/, logs/ | folders of calls, permission profiles, CRM fields, flows and tasks, audit logs |

- .jsonl is JSON lines: one record a line, UTF-8, with the field names of Gong's API. Ids are texts, so that no digit is lost.
- manifest.jsonl has a line for each file: path, SHA-256, bytes, what, when. A line with "removed" takes an earlier one back.
  Lines with "unit" say how far each pull came, and "missing" what Gong refused.
- SHA256SUMS is the same for other tools: sha256sum -c SHA256SUMS
- archive.json says which company and which days this is about, and what is not here and why.

gong archive --dir . --verify reads every file again and compares it.
`
