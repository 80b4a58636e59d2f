import { formatBrief } from '../../src/ai/answer-text.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { ai as gong } from '../../src/catalogue/ai.ts'
import { checkAbout, PERIOD_HELP, planAbout, SUBJECT_INPUTS } from './subject.ts'

const derived = deriveChange(gong.brief, {
  columns: ['briefSections', 'numOfCallsSearched', 'numOfEmailsSearched'],
  unfold: ({ briefSections, ...rest }) => [{ briefSections: formatBrief(briefSections), ...rest }],
  examples: ['gong ai brief account:001299383106248559 --brief "Deal handoff" -w "Sales Americas" --yes'],
})
const { type: _type, id: _id, ...others } = derived.inputs

export const generateBrief = defineChange({
  ...derived,
  inputs: { ...SUBJECT_INPUTS, ...optionalInputs(others, PERIOD_HELP) },
  arguments: ['subject'],
  single: true,
  check: checkAbout,
  plan: (input, job) => planAbout(gong.brief, input, job),
})
