/**
 * Sorts a table by the column whose head is pressed, up and then down: numbers by value, text as people count (2 before 10),
 * empty cells last in both directions. What has more columns to the right fades out there. Runs in a browser; it asks nobody for anything.
 */
export const SORT_SCRIPT = `
for (const table of document.querySelectorAll('table.rows')) {
  const box = table.parentNode
  const hint = () => box.classList.toggle('more', box.scrollLeft + box.clientWidth < box.scrollWidth - 1)
  box.addEventListener('scroll', hint)
  addEventListener('resize', hint)
  hint()
  const order = new Intl.Collator(undefined, { numeric: true }).compare
  const keyOf = (cell) => {
    const text = cell.dataset.v ?? cell.textContent
    return text === '' ? undefined : cell.className === 'n' ? Number(text) : text
  }
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : order(String(a), String(b)))
  table.tHead.addEventListener('click', ({ target }) => {
    const head = target.closest('button')?.parentNode
    if (!head) return
    const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1
    for (const other of head.parentNode.cells) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending')
    const keyed = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }))
    keyed.sort(({ key: a }, { key: b }) =>
      a === undefined || b === undefined ? (a === undefined) - (b === undefined) : sign * compare(a, b))
    table.tBodies[0].append(...keyed.map(({ row }) => row))
  })
}
`
