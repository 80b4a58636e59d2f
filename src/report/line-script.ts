/**
 * Draws lines from the tables of a page, with uPlot, whose text stands before this one. A table is the only place where the
 * numbers and names are; a name is only ever text. Runs in a browser; it asks nobody for anything.
 */
export const LINE_SCRIPT = `
{
  const DASHES = [[], [8, 4], [2, 4], [12, 4, 2, 4], [5, 2], [1, 2]]
  const PRINTED = { '--ink': '#000', '--soft': '#333', '--line': '#bbb', '--c1': '#1f5fa8', '--c2': '#b4540a', '--c3': '#0b7a5b', '--c4': '#97397f', '--c5': '#7a6400', '--c6': '#555' }
  let isPrinted = false
  const colour = (name) => isPrinted ? PRINTED[name] : getComputedStyle(document.documentElement).getPropertyValue(name).trim()
  const show = (value, digits) => value == null ? '–' : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const digitsOf = (text) => (/\\.(\\d+)$/.exec(text) || ['', ''])[1].length
  const read = (box) => {
    const table = box.querySelector('table')
    const heads = [...table.tHead.rows[0].cells]
    const at = heads.flatMap((head, index) => 'p' in head.dataset ? [index] : [])
    const rows = [...table.tBodies[0].rows].map((row) => ({
      name: row.cells[0].textContent,
      isReference: row.className === 'r',
      values: at.map((index) => row.cells[index].dataset.v === undefined ? null : Number(row.cells[index].dataset.v)),
      digits: Math.max(0, ...at.map((index) => digitsOf(row.cells[index].textContent))),
    }))
    const { unit, most, top } = box.dataset
    return { box, rows, labels: at.map((index) => heads[index].textContent), unit, most: Number(most), top: top === undefined ? undefined : Number(top), compared: 'compared' in box.dataset }
  }
  const niceTop = (most) => {
    if (!(most > 0)) return 1
    const step = 10 ** Math.floor(Math.log10(most))
    return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((one) => one * step).find((one) => one >= most * 1.02) ?? 12 * step
  }
  const linesOf = (chart, chosen) => {
    const { rows, most, compared } = chart
    const marked = rows.filter((row) => row.isReference)
    if (!compared) return [...marked, ...rows.filter((row) => !row.isReference).slice(0, most)]
    return [...marked, ...rows.filter((row) => !row.isReference && row.name === chosen).slice(0, 1)]
  }
  const keysOf = (chart, lines, index) => {
    const place = chart.box.querySelector('.keys')
    place.textContent = ''
    lines.forEach(({ name, values, digits, swatch, dash }) => {
      const key = document.createElement('span')
      const line = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      line.setAttribute('viewBox', '0 0 28 8')
      line.setAttribute('aria-hidden', 'true')
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
      path.setAttribute('d', 'M0 4H28')
      path.setAttribute('stroke', swatch)
      path.setAttribute('stroke-dasharray', dash.join(' '))
      line.append(path)
      key.append(line, document.createTextNode(name))
      if (index != null) {
        const value = document.createElement('b')
        value.textContent = show(values[index], digits)
        key.append(value)
      }
      place.append(key)
    })
    const when = document.createElement('i')
    when.textContent = index == null ? chart.unit : chart.unit + ' · ' + chart.labels[index]
    place.append(when)
  }
  const draw = (chart, chosen) => {
    const lines = linesOf(chart, chosen).map((line, at, { length }) => {
      const isAlone = length === 1
      const nth = line.isReference ? 0 : at
      const name = line.isReference && !isAlone ? '--ink' : '--c' + (chart.compared ? 1 : isAlone ? 1 : (at % 6) + 1)
      return { ...line, swatch: colour(name), dash: line.isReference && chart.compared ? [5, 4] : chart.compared ? [] : DASHES[nth % 6] }
    })
    chart.plot?.destroy()
    const plot = chart.box.querySelector('.plot')
    const font = '12px ' + getComputedStyle(document.body).fontFamily
    const top = chart.top ?? niceTop(Math.max(0, ...chart.rows.filter((row) => chart.compared || lines.some((line) => line.name === row.name)).flatMap((row) => row.values.filter((value) => value !== null))))
    const last = chart.labels.length - 1
    const width = isPrinted ? (chart.compared ? 300 : 640) : Math.max(200, plot.clientWidth)
    chart.width = width
    const count = Math.max(2, Math.min(last + 1, Math.floor((width - 60) / 62)))
    const step = Math.max(1, Math.ceil((last + 1) / count))
    chart.plot = new uPlot({
      width,
      height: chart.compared ? 170 : 240,
      padding: [10, 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: false, range: [-0.2, last + 0.2] }, y: { range: [0, top] } },
      axes: [
        { stroke: colour('--soft'), font, size: 30, grid: { show: false }, ticks: { stroke: colour('--line'), width: 1, size: 4 }, splits: () => chart.labels.map((_, index) => index).filter((index) => index % step === 0), values: (_, splits) => splits.map((index) => chart.labels[index]) },
        { stroke: colour('--soft'), font, size: (_, values) => 14 + 7 * Math.max(1, ...(values ?? []).map((text) => text.length)), space: 36, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, values: (_, splits) => splits.map((value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })) },
      ],
      series: [{}, ...lines.map(({ swatch, dash }) => ({ stroke: swatch, width: 2, dash, spanGaps: false, points: { show: last < 40, size: 6, fill: swatch, stroke: swatch } }))],
      hooks: { setCursor: [(self) => keysOf(chart, lines, self.cursor.idx)] },
    }, [chart.labels.map((_, index) => index), ...lines.map(({ values }) => values)], plot)
    keysOf(chart, lines, null)
  }
  const charts = [...document.querySelectorAll('.lines')].map(read).filter(({ labels }) => labels.length > 1)
  const chosen = new Map()
  const drawAll = () => { for (const chart of charts) draw(chart, chosen.get(chart.box.closest('.compared'))) }
  for (const chart of charts) {
    const folded = chart.box.querySelector('details')
    if (folded) folded.open = false
    const plot = chart.box.querySelector('.plot')
    plot.classList.add('drawn')
    plot.setAttribute('role', 'img')
    plot.setAttribute('aria-label', chart.box.querySelector('h3').textContent + ', drawn from the table below')
    new ResizeObserver(() => { if (!isPrinted && Math.max(200, plot.clientWidth) !== chart.width) draw(chart, chosen.get(chart.box.closest('.compared'))) }).observe(plot)
  }
  for (const group of document.querySelectorAll('.compared')) {
    const names = new Set(charts.filter(({ box }) => group.contains(box)).flatMap(({ rows }) => rows.flatMap((row) => row.isReference ? [] : row.name)))
    if (names.size === 0) continue
    const select = document.createElement('select')
    for (const name of names) select.append(new Option(name, name))
    const label = document.createElement('label')
    label.append('Against the median: ', select)
    group.querySelector('.choice').append(label)
    chosen.set(group, select.value)
    select.addEventListener('change', () => { chosen.set(group, select.value); drawAll() })
  }
  drawAll()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
  addEventListener('beforeprint', () => { isPrinted = true; drawAll() })
  addEventListener('afterprint', () => { isPrinted = false; drawAll() })
}
`
