import { Failure } from '../lib/errors.ts'
import type { Pages } from '../lib/rows.ts'
import { pullPages } from './pull-slices.ts'
import type { PullSource } from './pull-source.ts'

/** The pages of a list that is of no use with rows missing. @throws Failure `unreachable` when Gong counts more than it gave */
export async function* pullAll(source: PullSource): Pages {
  let received = 0
  let total = 0
  const onEvent: PullSource['onEvent'] = async (event) => {
    if (event === 'duplicate') received += 1
    await source.onEvent(event)
  }
  for await (const page of pullPages({ ...source, onEvent })) {
    received += page.rows.length
    total = page.total ?? 0
    yield page
  }
  if (received < total)
    throw new Failure('unreachable', `the list is not whole: Gong counts ${total} and gave ${received}`, {
      hint: 'try again later',
    })
}
