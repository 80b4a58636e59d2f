import type { ReportDocument } from '../document.ts'
import { toHtmlReport } from '../html-page.ts'
import { LINE_SCRIPT } from '../line-script.ts'
import { LINE_STYLE } from '../line-style.ts'
import { SORT_SCRIPT } from '../sort-script.ts'
import { ROWS_STYLE } from '../style.ts'
import { UPLOT } from '../uplot.ts'

/** The overview as one page: its tables can be sorted, and those with periods are drawn. */
export function overviewPage(document: ReportDocument): string {
  return toHtmlReport(document, {
    scripts: [SORT_SCRIPT, UPLOT.script, LINE_SCRIPT],
    style: UPLOT.style + ROWS_STYLE + LINE_STYLE,
  })
}
