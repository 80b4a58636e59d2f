import { Failure } from '../../../src/lib/errors.ts'
import { isRest } from '../../../src/mcp/answer/rest.ts'
import type { Tool } from '../../../src/mcp/tool.ts'
import { inputOf, textField } from './question-tool.ts'

export const more: Tool = {
  name: 'more',
  toolset: 'questions',
  title: 'The rest of an answer',
  description: 'What did not fit into an answer, by the handle that it gave in `rest`. Sends nothing.',
  input: inputOf({ handle: textField('as `rest.handle` has it') }, ['handle']),
  effect: 'read',
  async answer({ handle }, session) {
    const rest = session.restOf(String(handle))
    if (isRest(rest)) return rest.answer
    throw new Failure('usage', 'there is nothing under this handle, or no longer', {
      hint: 'call the tool again; with a narrower question it fits',
    })
  },
}
