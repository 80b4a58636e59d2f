import { Failure } from '../lib/errors.ts'

/** What is wrong with a file that was given as a workbook. @param what the file, for the message */
export function notReadable(what: string, problem: string, cause?: unknown): Failure {
  return new Failure('usage', `${what} cannot be read as a workbook: ${problem}`, {
    hint: 'open it in a spreadsheet and save it as .xlsx, or as .csv',
    cause,
  })
}
