// Draws how costs grow with the number of events: both axes in powers, every cost relative to its own at the fewest.
import type { Figure } from './figures.ts'

const [width, height, margin] = [640, 360, 48]
const colours = ['#1f4e9c', '#b3541e', '#2f7d4f', '#7a3b8f', '#8a6d00', '#444444']

interface Point {
  events: number
  ratio: number
}

/** One line a cost that was measured at several sizes; undefined where there is none. */
export function growthPlot(figures: readonly Figure[]): string | undefined {
  const lines = linesOf(figures)
  if (lines.size === 0) return undefined
  const points = [...lines.values()].flat()
  const most = Math.max(...points.map(({ events }) => events))
  const least = Math.min(...points.map(({ events }) => events))
  const lowest = Math.min(0.5, ...points.map(({ ratio }) => ratio))
  const highest = Math.max(most / least, ...points.map(({ ratio }) => ratio))
  const x = along(least, most, margin, width - margin * 4)
  const y = along(lowest, highest, height - margin, margin / 2)
  const drawn = [...lines].map(([name, line], index) => {
    const colour = colours[index % colours.length]!
    const last = line.at(-1)!
    const path = line.map(({ events, ratio }) => `${x(events)},${y(ratio)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>
      <text x="${x(last.events) + 6}" y="${y(last.ratio) + 4}" fill="${colour}">${name}</text>`
  })
  const sizes = [...new Set(points.map(({ events }) => events))]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
    <rect width="100%" height="100%" fill="white"/>
    <polyline points="${x(least)},${y(1)} ${x(most)},${y(most / least)}" stroke="#999" stroke-dasharray="4" fill="none"/>
    ${sizes.map((size) => `<text x="${x(size)}" y="${height - margin / 2}" text-anchor="middle">${size / 1e6} M</text>`).join('\n')}
    ${[1, 10, 100]
      .filter((ratio) => ratio <= highest)
      .map((ratio) => `<text x="${margin - 8}" y="${y(ratio) + 4}" text-anchor="end">× ${ratio}</text>`)
      .join('\n')}
    <text x="${margin}" y="${height - 6}">Events; dashed: as the events grow</text>
    ${drawn.join('\n')}
  </svg>\n`
}

function linesOf(figures: readonly Figure[]): Map<string, Point[]> {
  const lines = new Map<string, { events: number; cost: number }[]>()
  for (const { grows, ours } of figures) {
    if (grows) lines.set(grows.line, [...(lines.get(grows.line) ?? []), { events: grows.events, cost: ours }])
  }
  return new Map(
    [...lines]
      .filter(([, line]) => line.length > 1)
      .map(([name, line]) => {
        const sorted = line.toSorted((a, b) => a.events - b.events)
        return [name, sorted.map(({ events, cost }) => ({ events, ratio: cost / sorted[0]!.cost }))]
      }),
  )
}

/** Where on the paper a value stands, by its logarithm. */
function along(from: number, to: number, begin: number, end: number): (value: number) => number {
  return (value) =>
    Math.round(begin + ((Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))) * (end - begin))
}
