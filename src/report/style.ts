/**
 * The style sheet of a page: light or dark on a screen, black on white in print. In print rows are not split and the heads
 * of tables are repeated on each sheet; the size of the sheet is left to the printer, A4 or Letter.
 */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5a5a5a; --line: #c9c9c9; --shade: #f3f3f1; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --soft: #a8a6a2; --line: #4a4a4a; --shade: #262626; --paper: #171717; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Charter, "Bitstream Charter", "Liberation Serif", Cambria, Georgia, serif;
}
h1 { margin: 0 0 1.25rem; font-size: 1.75rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
p { margin: .5rem 0; max-width: 46rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0 0 1.25rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.remark { padding: .6rem .9rem; border-left: 3px solid var(--line); background: var(--shade); }
.none { font-style: italic; }
.source { max-width: none; margin: .35rem 0 0; color: var(--soft); font-size: .8125rem; overflow-wrap: anywhere; }
ul { max-width: 46rem; padding-left: 1.25rem; }
table { width: 100%; margin: 1rem 0 .5rem; border-collapse: collapse; table-layout: fixed; font-size: .875rem; line-height: 1.4; }
th, td {
  padding: .4em .7em .4em 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  overflow-wrap: anywhere;
}
th { border-bottom: 2px solid var(--ink); font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
a { color: inherit; text-decoration-color: var(--soft); }
.scroll { overflow-x: auto; }
@media (max-width: 40rem) { table.wide { min-width: 44rem; } }
@page {
  margin: 20mm 18mm 22mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt "Liberation Serif", Georgia, serif; color: #444; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #333; --line: #999; --shade: #fff; --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; }
  h1 { font-size: 18pt; }
  h2 { margin-top: 18pt; font-size: 13pt; break-after: avoid; }
  p, ul { max-width: none; }
  h2 + p { break-after: avoid; }
  .scroll { overflow: visible; }
  table, table.wide { min-width: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  tr, p, li { break-inside: avoid; }
  .source { font-size: 8pt; break-before: avoid; }
  a { text-decoration: none; }
}
`

/**
 * More for a page of rows: a table as wide as it is, whose head stays in view. Short texts stay on one line, so that no id or
 * time is split. In print the buttons of the head are only their text: a head with a button is not repeated on each sheet.
 */
export const ROWS_STYLE = `
body { max-width: none; }
table.rows { width: auto; min-width: 100%; table-layout: auto; margin: 0; border-collapse: separate; border-spacing: 0; }
table.rows th, table.rows td { padding: .35em 1.25em .35em 0; white-space: nowrap; }
table.rows td.w { min-width: 10rem; max-width: 32rem; white-space: normal; overflow-wrap: anywhere; }
table.rows th { position: sticky; top: 0; background: var(--paper); border-bottom: 2px solid var(--ink); }
table.rows .n { text-align: right; }
table.rows button { all: unset; cursor: pointer; }
table.rows button:focus-visible, .scroll:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " \\2191"; }
th[aria-sort=descending] button::after { content: " \\2193"; }
table.rows tbody tr:nth-child(even) { background: var(--shade); }
@media screen {
  .scroll.rows { max-height: 85vh; overflow: auto; }
  .scroll.rows.more { mask-image: linear-gradient(to left, transparent, #000 4rem); }
}
@media screen and (max-width: 40rem) {
  table.rows th, table.rows td { padding-right: .8em; }
}
@media print {
  table.rows { width: 100%; font-size: 8pt; }
  table.rows th { position: static; border-bottom: 1.5pt solid #000; }
  table.rows th, table.rows td { padding-right: .8em; }
  table.rows td.w { min-width: 0; }
  table.rows button { display: contents; }
}
`

/** For as many columns as no sheet is wide enough for: it lies on its side, and every text is broken where it has to be. */
export const MANY_COLUMNS_STYLE = `
@page { size: landscape; }
@media print { table.rows th, table.rows td { white-space: normal; overflow-wrap: anywhere; } }
`
