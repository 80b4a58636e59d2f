import { formatAnswer } from '../../src/ai/answer-text.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { ai as gong } from '../../src/catalogue/ai.ts'
import { checkAbout, PERIOD_HELP, planAbout, SUBJECT_INPUTS } from './subject.ts'

const derived = deriveChange(gong.ask, {
  columns: ['answer', 'numOfCallsSearched', 'numOfEmailsSearched'],
  unfold: ({ answer, ...rest }) => [{ answer: formatAnswer(answer), ...rest }],
  examples: [
    'gong ai ask account:001299383106248559 "What worries them?" -w "Sales Americas" --yes',
    'gong ai ask account:001299383106248559 "Who decides?" -w "Sales Americas" --from 90d --yes',
  ],
})
const { type: _type, id: _id, ...others } = derived.inputs

export const askAi = defineChange({
  ...derived,
  inputs: { ...SUBJECT_INPUTS, ...optionalInputs(others, PERIOD_HELP) },
  arguments: ['subject', 'question'],
  single: true,
  check: checkAbout,
  plan: (input, job) => planAbout(gong.ask, input, job),
})
