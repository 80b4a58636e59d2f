import { isRow, type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'

/** The parts of an answer (operation askEntity) as text: what was found, and under it where. */
export function formatAnswer(answer: Json | undefined): string {
  const parts = rowsIn(answer).map((part) => [...points(part.answerItems), ...sources(part)].join('\n'))
  return parts.length === 0 ? 'no answer: nothing was said about it in this period' : parts.join('\n')
}

/** The sections of a brief (operation generateBrief) as text, each under its title. */
export function formatBrief(sections: Json | undefined): string {
  const texts = rowsIn(sections).map((section) => {
    const found = [...sources(isRow(section.conversationFindings) ? section.conversationFindings : {}), ...web(section)]
    return [
      String(section.title ?? '').toUpperCase(),
      ...points(section.sectionSummary),
      ...found,
      ...mcpErrors(section),
    ].join('\n')
  })
  return texts.length === 0 ? 'nothing to report: nothing was said in this period' : texts.join('\n\n')
}

function points(items: Json | undefined): string[] {
  return textsIn(items).map((item) => `• ${item}`)
}

function sources({ callFindings, emailFindings }: Row): string[] {
  const calls = rowsIn(callFindings).flatMap(({ call }) => (isRow(call) ? [call] : []))
  const emails = rowsIn(emailFindings).flatMap((finding) => rowsIn(finding.emails))
  return [
    ...calls.map(({ title, started, url }) => `  call ${day(started)}: ${title ?? 'untitled'} ${url ?? ''}`.trimEnd()),
    ...emails.map(({ title, sentDateTime }) => `  e-mail ${day(sentDateTime)}: ${title ?? 'untitled'}`),
  ]
}

function web({ webFindings }: Row): string[] {
  return rowsIn(webFindings).map(({ title, url, domain }) => `  web: ${title ?? domain} ${url ?? ''}`.trimEnd())
}

/** A section from another system can fail by itself, inside an answer that went well. */
function mcpErrors({ mcpResult }: Row): string[] {
  if (!isRow(mcpResult) || typeof mcpResult.errorMessage !== 'string') return []
  return [`  failed: ${mcpResult.errorMessage}`]
}

function day(time: Json | undefined): string {
  return String(time ?? 'undated').slice(0, 10)
}
