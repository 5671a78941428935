// A document as an e-mail: HTML with its charts as pictures that come along, and the same as plain text.
import { Resvg } from '@resvg/resvg-js'
import type { BlockOf, PrintDocument } from './blocks.ts'
import { drawChart } from './chart/draw.ts'
import { toSvg } from './chart/svg.ts'
import { escaped } from './escape.ts'
import { fontFamily, fontFiles } from './fonts.ts'
import { chartInWords, htmlOf } from './html.ts'
import { toPlainText } from './plain.ts'

export interface Mail {
  subject: string
  html: string
  text: string
  /** Parts that the HTML shows by `cid:`; PNG, at twice the size they are shown in. */
  pictures: readonly { cid: string; png: Buffer }[]
}

export function toMail(document: PrintDocument): Mail {
  const charts = document.blocks.filter((block) => block.kind === 'chart')
  const pictures = charts.map((block, index) => ({ cid: `chart-${index + 1}`, png: pictureOf(block, document) }))
  const html = htmlOf(document, (block) => {
    const { cid } = pictures[charts.indexOf(block)]!
    return `<img src="cid:${cid}" width="648" alt="${escaped(chartInWords(block.chart, document))}" style="max-width:100%;height:auto">`
  })
  return { subject: document.title, html, text: toPlainText(document), pictures }
}

function pictureOf({ chart }: BlockOf<'chart'>, { language }: PrintDocument): Buffer {
  const svg = toSvg(drawChart(chart, language), chart.title, fontFamily)
  const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: fontFamily }
  return new Resvg(svg, { font, background: '#ffffff', fitTo: { mode: 'zoom', value: 2 } }).render().asPng()
}
