import type { Json } from '../lib/rows.ts'

/** A span of instants or days, the end exclusive. */
export interface ArchiveSpan {
  readonly from: string
  readonly to: string
}

/** A file that an archive holds. */
export interface ArchivedFile {
  /** Below the folder of the archive, with slashes. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** Instant. */
  readonly at: string
}

/**
 * A line of the manifest, of one of these kinds: a file (`path`), one that gives way to another (`removed`), the begin of a
 * span (`from`), a page without records (`step`), and what became of a unit (`whole`, `missing`).
 */
export interface ManifestLine extends Partial<ArchivedFile>, Partial<ArchiveSpan> {
  /** What the file is, in words. */
  readonly what?: string
  /** Records in it. */
  readonly rows?: number
  /** What was pulled in one: `people/users`, `calls/2026-05/details`. */
  readonly unit?: string
  /** Where a pull goes on after this page. */
  readonly step?: Json
  /** The file whose calls these are about. */
  readonly of?: string
  readonly medium?: string
  readonly removed?: string
  readonly whole?: true
  /** Up to when a unit that grows is whole; instant or day. */
  readonly through?: string
  /** How many records Gong counts. */
  readonly total?: number
  /** Why Gong gave none. */
  readonly missing?: string
  readonly scope?: string
  /** Of a file that is no longer there, or no longer as it was: its unit is to be pulled again. */
  readonly lost?: true
  /** Whether it counts only together with the line after it. */
  readonly more?: true
}

/** Why Gong gave nothing. */
interface Missing {
  readonly why: string
  readonly scope: string | undefined
  readonly at: string
  /** Whether there is nothing to be had: it is not asked for again. */
  readonly isSettled: boolean
}

/** What is known of a unit. */
export interface UnitState {
  readonly files: ManifestLine[]
  /** Of the pull that goes on. */
  steps: Json[]
  span: ArchiveSpan | undefined
  isWhole: boolean
  through: string | undefined
  rows: number
  total: number | undefined
  missing: Missing | undefined
  /** The lines that are about a file of another unit, the last one of each. */
  readonly about: Map<string, ManifestLine>
}

/** What an archive holds, as its manifest says; of calls and recordings only what decides how to go on. */
export class ArchiveState {
  readonly units = new Map<string, UnitState>()
  /** `<call>.<medium>` of each recording. */
  readonly recordings = new Map<string, string>()
  /** The months that have changed since their pages were made. */
  readonly staleMonths = new Set<string>()
  /** Bytes of the pages that are made anew, by path. */
  readonly pages = new Map<string, number>()
  /** Files that were lost and have not come again, by path. */
  readonly lost = new Map<string, { readonly unit: string; readonly of: string | undefined }>()
  bytes = 0
  files = 0

  unit(name: string): UnitState {
    const known = this.units.get(name)
    if (known !== undefined) return known
    const unit: UnitState = {
      ...{ files: [], steps: [], span: undefined, isWhole: false, through: undefined, rows: 0 },
      ...{ total: undefined, missing: undefined, about: new Map() },
    }
    this.units.set(name, unit)
    return unit
  }

  apply(line: ManifestLine): void {
    if (line.path !== undefined) this.#addFile(line.path, line)
    if (line.removed !== undefined) this.#removeFile(line.removed, line)
    const lost = line.lost ? line.removed : undefined
    const month = /^(?:calls|media)\/(\d{4}-\d\d)\//.exec(line.path ?? line.of ?? lost ?? '')?.[1]
    const lostPage = /^browse\/(\d{4}-\d\d)[.-]/.exec(lost ?? '')?.[1]
    for (const stale of [month, lostPage]) if (stale !== undefined) this.staleMonths.add(stale)
    const page = /^browse\/(\d{4}-\d\d)\.json$/.exec(line.path ?? '')?.[1]
    if (page !== undefined) this.staleMonths.delete(page)
    if (line.unit !== undefined) {
      applyToUnit(this.unit(line.unit), line)
      this.#applyLost(line.unit, line)
    }
  }

  #addFile(path: string, { bytes = 0, medium }: ManifestLine): void {
    // Of a unit without a file of calls it is the whole unit that is pulled again.
    if (this.lost.get(path)?.of !== undefined || !path.endsWith('.jsonl')) this.lost.delete(path)
    this.files += 1
    this.bytes += bytes
    if (/^(browse\/|index\.html$)/.test(path)) this.pages.set(path, bytes)
    if (medium !== undefined) this.recordings.set(`${/([^/.]+)\.\w+$/.exec(path)?.[1]}.${medium}`, path)
  }

  #removeFile(path: string, { bytes, lost }: ManifestLine): void {
    this.files -= 1
    this.bytes -= bytes ?? this.pages.get(path) ?? 0
    this.pages.delete(path)
    if (!lost) return
    for (const [name, recording] of this.recordings) if (recording === path) this.recordings.delete(name)
  }

  #applyLost(unit: string, { removed, lost, whole, of }: ManifestLine): void {
    if (lost && removed !== undefined) this.lost.set(removed, { unit, of })
    if (lost || (!whole && of === undefined)) return
    for (const [path, one] of this.lost) if (one.unit === unit && one.of === of) this.lost.delete(path)
  }
}

function applyToUnit(unit: UnitState, line: ManifestLine): void {
  const { path, of, step, from, to, rows = 0, whole, through, total, missing, scope, at = '' } = line
  if (of !== undefined) unit.about.set(of, line)
  if (line.lost) {
    strike(unit, line)
    return
  }
  if (path !== undefined && of === undefined) {
    unit.files.push(line)
    unit.rows += rows
  }
  if (step !== undefined && step !== null) unit.steps.push(step)
  if (path === undefined && from !== undefined && to !== undefined) unit.span = { from, to }
  if (missing !== undefined) unit.missing = { why: missing, scope, at, isSettled: whole === true }
  else if (path !== undefined || of !== undefined || whole) unit.missing = undefined
  if (!whole) return
  Object.assign(unit, { steps: [], span: undefined, isWhole: true, total })
  if (through !== undefined) unit.through = through
}

/** A unit that lost a file is pulled again; what is about files of calls is asked for again file by file. */
function strike(unit: UnitState, { removed, of }: ManifestLine): void {
  const at = unit.files.findIndex(({ path }) => path === removed)
  if (at >= 0) unit.rows -= unit.files.splice(at, 1)[0]?.rows ?? 0
  if (of === undefined) Object.assign(unit, { steps: [], span: undefined, isWhole: false, through: undefined })
}
