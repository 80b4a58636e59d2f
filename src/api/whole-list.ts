import { Failure } from '../lib/errors.ts'
import type { Pages } from '../lib/rows.ts'
import { pulled, type Slicing } from './slices.ts'

/** The pages of a pull that must be whole. @throws Failure `unreachable` when Gong counts more than it gave */
export async function* allOf(slicing: Slicing): Pages {
  let came = 0
  let total = 0
  const observe: Slicing['observe'] = async (event) => {
    if (event === 'duplicate') came += 1
    await slicing.observe(event)
  }
  for await (const page of pulled({ ...slicing, observe })) {
    came += page.rows.length
    total = page.total ?? 0
    yield page
  }
  if (came < total)
    throw new Failure('unreachable', `the list is not whole: Gong counts ${total} and gave ${came}`, {
      hint: 'try again later',
    })
}
