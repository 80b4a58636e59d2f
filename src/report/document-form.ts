import { Failure } from '../lib/errors.ts'
import { fileTypeOf } from '../output/file/file-extension.ts'
import type { Format } from '../output/printer.ts'

/** What of a line says in which form a document is written. */
interface Asked {
  /** The files of --out; absent for stdout. */
  readonly out?: string
  readonly moreOut: readonly (string | undefined)[]
  /** Of --format. */
  readonly format?: Format
}

/** The formats that the endings of --out name, and the one of --format; `.htm` is HTML. */
export function formatsNamed({ format, ...outputs }: Asked): readonly Format[] {
  return [...endingsOf(outputs), ...(format === undefined ? [] : [format])]
}

function endingsOf({ out, moreOut }: Omit<Asked, 'format'>): readonly Format[] {
  return [out, ...moreOut].flatMap((path) => (path === undefined ? [] : (formatOf(path) ?? [])))
}

/**
 * The one form in which a document is written: what a flag says, else an ending of --out, else --format.
 *
 * @param forms in which it can be written; a file of another ending has its rows, as any command writes them
 * @param flags forms that flags of its own say
 * @returns `undefined` where nothing says it
 * @throws Failure `usage` where two of them differ
 */
export function documentForm<Form extends Format>(
  asked: Asked,
  forms: readonly Form[],
  flags: readonly Form[] = [],
): Form | undefined {
  const formOf = (name: Format | undefined) => forms.find((form) => form === name)
  const endings = endingsOf(asked).flatMap((name) => formOf(name) ?? [])
  const said = [...flags, ...endings]
  const [form = formOf(asked.format)] = said
  const other = [...said, asked.format].find((one) => one !== undefined && one !== 'raw' && one !== form)
  if (form !== undefined && other !== undefined)
    throw new Failure('usage', `one document is written, and this says both ${form} and ${other}`, {
      hint: 'the ending of --out is enough: -o report.html; for another form, another run',
    })
  return form
}

function formatOf(path: string): Format | undefined {
  const { extension, format } = fileTypeOf(path)
  return extension === 'htm' ? 'html' : format
}
