import { afterAll, expect } from 'vitest'
import { openHandles } from './open-handles.ts'
import { removeFolders } from './temporary-folder.ts'

// Runs once for each file of tests: a worker loads what they share for its first file alone.

afterAll(() => {
  removeFolders()
  // Node closes them when it collects garbage, and warns wherever it is by then.
  expect(openHandles(), 'files that were opened and never closed').toEqual([])
})
