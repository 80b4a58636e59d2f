/** More for a page with numbers that are drawn. Colours of lines differ for those who see few, and so do their dashes. */
export const LINE_STYLE = `
:root { --c1: #1f5fa8; --c2: #b4540a; --c3: #0b7a5b; --c4: #97397f; --c5: #7a6400; --c6: #666; }
@media (prefers-color-scheme: dark) {
  :root { --c1: #7db4f0; --c2: #f0a060; --c3: #5fcaa5; --c4: #e08fcb; --c5: #d9c14a; --c6: #aaa; }
}
body { max-width: 76rem; }
section + section { margin-top: 3.5rem; }
h3 { margin: 2rem 0 .35rem; font-size: 1rem; }
dl.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 1.25rem 1rem; margin: 1.25rem 0; }
dl.tiles dt { font-size: .875rem; }
dl.tiles dd { font-size: 1.75rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
dl.tiles dd.note { color: var(--soft); font-size: .8125rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem; }
.grid > * { min-width: 0; }
.choice { margin-top: 2rem; }
.choice select { max-width: 100%; padding: .3em .5em; border: 1px solid var(--soft); border-radius: 3px; background: var(--paper); color: inherit; font: inherit; }
.plot.drawn { min-height: 10rem; overflow: hidden; }
.keys { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; max-width: none; margin: 0 0 .25rem; font-size: .8125rem; color: var(--ink); }
.keys:empty { display: none; }
.keys span { display: inline-flex; align-items: center; gap: .45em; overflow-wrap: anywhere; }
.keys svg { flex: none; width: 28px; height: 8px; fill: none; stroke-width: 2.5; }
.keys b { font-variant-numeric: tabular-nums; }
.keys i { color: var(--soft); font-style: normal; }
p.source { margin-top: .6rem; }
details { margin: .5rem 0; }
summary { width: max-content; cursor: pointer; color: var(--soft); font-size: .875rem; }
summary:focus-visible, select:focus-visible, a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.scroll.rows { max-height: 60rem; }
table.rows { width: auto; min-width: 0; }
table.rows th, table.rows td { padding-right: .7em; padding-left: .7em; }
table.rows th:first-child, table.rows td:first-child { padding-left: 0; }
@media screen {
  table.rows th { z-index: 2; }
  table.rows th:first-child, table.rows td:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); background-clip: padding-box; }
  table.rows th:first-child { z-index: 3; }
}
@media screen and (max-width: 40rem) {
  table.rows td:first-child { min-width: 8.5rem; max-width: 9rem; white-space: normal; overflow-wrap: anywhere; }
  table.rows th, table.rows td { padding-right: .5em; padding-left: .5em; }
  td:has(> i) { min-width: 6rem; }
}
table.rows tr.r td { font-weight: 600; border-bottom: 1px solid var(--soft); }
table.rows tbody tr:nth-child(even) { background: none; }
td.n:empty::after { content: "\\2013"; color: var(--soft); }
td:has(> i) { position: relative; min-width: 8rem; padding-bottom: .8em !important; }
td > i { position: absolute; right: .7em; bottom: .3em; left: .7em; height: 4px; background: var(--shade); print-color-adjust: exact; }
td > i b { position: absolute; top: 0; bottom: 0; left: 0; background: var(--c1); }
td > i u { position: absolute; top: -3px; bottom: -3px; width: 2px; margin-left: -1px; background: var(--ink); }
td[data-shade] { background: color-mix(in srgb, var(--c1) var(--v), transparent); print-color-adjust: exact; }
@media print {
  :root { --c1: #1f5fa8; --c2: #b4540a; --c3: #0b7a5b; --c4: #97397f; --c5: #7a6400; --c6: #555; }
  section + section { margin: 0; padding-top: 14pt; }
  .plot, .grid .lines, dl.tiles > div { break-inside: avoid; }
  h3, .keys { break-after: avoid; }
  .grid { grid-template-columns: 1fr 1fr; gap: 0 1rem; }
  .choice, details, .source a[download] { display: none; }
  dl.tiles { grid-template-columns: repeat(4, 1fr); }
  dl.tiles dd { font-size: 15pt; }
  table.rows { width: auto; }
  td:has(> i) { min-width: 0; }
  td > i { background: #eee; }
}
`
