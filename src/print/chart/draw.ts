// Any chart as a scene.
import type { Language } from '#contract/library.ts'
import type { Chart } from '../blocks.ts'
import { drawBars } from './bars.ts'
import { drawLines } from './lines.ts'
import type { Scene } from './scene.ts'
import { drawWaterfall } from './waterfall.ts'

export function drawChart(chart: Chart, language: Language): Scene {
  switch (chart.kind) {
    case 'lines':
      return drawLines(chart, language)
    case 'bars':
      return drawBars(chart, language)
    case 'waterfall':
      return drawWaterfall(chart, language)
  }
}
