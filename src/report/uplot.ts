import script from 'uplot/dist/uPlot.iife.min.js?raw'
import style from 'uplot/dist/uPlot.min.css?raw'
import licence from 'uplot/LICENSE?raw'

/** The library that draws lines, as text for a page, with the licence that has to stand in each copy. */
export const UPLOT = { script: `/*\nuPlot. ${licence}\n*/\n${script}`, style }
