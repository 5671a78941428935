import { expect, test } from 'vitest'
import type { BarChart, LineChart, WaterfallChart } from '../blocks.ts'
import { axisOf } from './axis.ts'
import { drawChart } from './draw.ts'
import type { Label, Mark, Scene } from './scene.ts'

const money: Intl.NumberFormatOptions = { style: 'currency', currency: 'JPY' }
const labels = (scene: Scene): Label[] => scene.marks.filter((mark) => mark.kind === 'label')
const words = (scene: Scene): string[] => labels(scene).map(({ text }) => text)

function kinds<Kind extends Mark['kind']>(scene: Scene, kind: Kind): Extract<Mark, { kind: Kind }>[] {
  return scene.marks.filter((mark): mark is Extract<Mark, { kind: Kind }> => mark.kind === kind)
}

const lines: LineChart = {
  kind: 'lines',
  title: 'CPA',
  format: money,
  labels: ['a', 'b', 'c', 'd', 'e', 'f'],
  lines: [
    { name: 'Search', values: [1, 2, null, 3, 4, 5], low: [0, 1, null, 2, 3, 4], high: [2, 3, null, 4, 5, 6] },
    { name: 'Social', values: [5, 5, 5, 5, 5, null] },
  ],
  target: { name: 'Target', values: [5, 5, 5, 5, 5, 5] },
  rules: [{ at: 3, text: 'Plan 2' }],
}

test('a missing value leaves a gap in line and band, and is no zero', () => {
  const scene = drawChart(lines, 'en')
  const colour = kinds(scene, 'area')[0]!.colour
  const drawn = kinds(scene, 'line').filter((mark) => mark.colour === colour)
  expect(drawn.map(({ points }) => points.length)).toEqual([2, 3])
  expect(kinds(scene, 'area').map(({ points }) => points.length)).toEqual([4, 6])
})

test('lines and target are named at their ends, and no two names touch', () => {
  const scene = drawChart(lines, 'en')
  const ends = labels(scene).filter(({ strong }) => strong)
  expect(ends.map(({ text }) => text)).toEqual(['Search ¥5', 'Social ¥5', 'Target ¥5'])
  const places = ends.map(({ at }) => at[1])
  for (const [index, y] of places.entries()) if (index > 0) expect(y - places[index - 1]!).toBeGreaterThanOrEqual(16)
  expect(kinds(scene, 'line').filter(({ dashed }) => dashed)).toHaveLength(1)
  expect(words(scene)).toContain('Plan 2')
})

test('a chart without a value still stands', () => {
  const empty = drawChart(
    { ...lines, lines: [{ name: 'Search', values: lines.labels.map(() => null) }], target: { name: 'T', values: [] } },
    'ja',
  )
  expect(words(empty)).toEqual(expect.arrayContaining(['a', 'f']))
})

test('bars begin at zero, in proportion, and say where there is no data', () => {
  const chart: BarChart = {
    kind: 'bars',
    title: 'CV',
    format: {},
    targetName: '目標',
    bars: [
      { name: '検索', value: 100, low: 90, high: 110, target: 120 },
      { name: 'SNS', value: 50 },
      { name: 'メール', value: null },
    ],
  }
  const scene = drawChart(chart, 'ja')
  const [first, second, ...others] = kinds(scene, 'area').map(({ points }) => [points[0]![0], points[1]![0]] as const)
  expect(others).toEqual([])
  expect(first![0]).toBe(second![0])
  expect((first![1] - first![0]) / (second![1] - second![0])).toBeCloseTo(2)
  expect(words(scene)).toEqual(expect.arrayContaining(['100  90–110', 'データなし', '目標']))
})

test('a waterfall steps from one value to the other, good and bad told by sign and colour', () => {
  const chart: WaterfallChart = {
    kind: 'waterfall',
    title: 'CPA',
    better: 'lower',
    format: money,
    from: { name: 'August', value: 12_000 },
    steps: [
      { name: 'Bidding', change: 900 },
      { name: 'Creative', change: -400 },
    ],
    to: { name: 'September', value: 12_500 },
  }
  const scene = drawChart(chart, 'en')
  expect(words(scene)).toEqual(['August', '¥12,000', 'Bidding', '+¥900', 'Creative', '−¥400', 'September', '¥12,500'])
  const [up, down] = kinds(scene, 'area')
  expect(up!.points[1]![0]).toBeCloseTo(down!.points[1]![0])
  expect(up!.colour).not.toBe(down!.colour)
  // its axis does not begin at zero, so the ends are no bars
  expect(kinds(scene, 'dot')).toHaveLength(2)
})

test('everything that is drawn and said stays inside the picture', () => {
  const scene = drawChart(
    { ...lines, lines: [{ name: 'A rather long name of a channel', values: [0, 1e6, 2e6, 3e6, 4e6, 5e6] }] },
    'en',
  )
  const points = scene.marks.flatMap((mark) => ('points' in mark ? mark.points : [mark.at]))
  for (const [x, y] of points) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(scene.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(scene.height)
  }
})

test('axes have round ticks, and begin at zero unless all is far above it', () => {
  expect(axisOf([0.028, 0.051], { zero: false }).ticks).toEqual([0, 0.02, 0.04, 0.06])
  expect(axisOf([980, 1_020], { zero: false }).ticks).toEqual([980, 990, 1000, 1010, 1020])
  expect(axisOf([980, 1_020], { zero: true }).ticks[0]).toBe(0)
  expect(axisOf([-3, 7], { zero: true }).ticks).toEqual([-5, 0, 5, 10])
  expect(axisOf([5, 5], { zero: false }).ticks.length).toBeGreaterThan(1)
  expect(axisOf([0, 0], { zero: true }).ticks.length).toBeGreaterThan(1)
})
