import { tree } from '../src/cli/tree.ts'
import { manual } from '../src/docs/manual.ts'
import { entries } from './index.ts'

/** The manual page of everything that can be typed, in the language of roff. */
export const manualPage = async (): Promise<string> => manual(await tree(entries))
