// The Japanese of the server's sentences: nothing that it says of a figure is missing, and nothing in it is out of date.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metrics } from '#metrics/catalogue.ts'
import { causeOf, subjectOf, whatHappened } from '#watch/words.ts'
import { japanese } from '../../web/src/told/japanese.ts'
import { makeTold } from '../../web/src/told/told.ts'

const root = join(import.meta.dirname, '..', '..')
const told = makeTold(japanese)
const latinWords = /[A-Za-z]{2,} [a-z]{2,}/

test('what is said of a metric is said in Japanese', () => {
  const said = metrics.flatMap(({ formula, base, interval, basis, notBy }) => [
    formula,
    base,
    basis,
    ...(typeof interval === 'object' ? [interval.once, interval.repeated] : [interval]),
    ...Object.values(notBy ?? {}),
  ])
  const english = said.filter((words) => words !== undefined && told(words) === words)
  expect([...new Set(english)]).toEqual([])
})

test('what is said of a gap is said in Japanese', () => {
  const about = { observed: 5, expected: 20, days: 3, exposure: undefined, direction: 'fall' } as const
  const series = { source: 'website', point: 'lead', campaigns: '' }
  const counts = (['source', 'point', 'sightings'] as const).flatMap((kind) =>
    (['fall', 'rise'] as const).map((direction) => ({
      ...about,
      kind: 'volume' as const,
      series: { ...series, kind },
      direction,
    })),
  )
  const shares = (['click_ids', 'consent', 'identifiers'] as const).map((kind) => ({
    ...about,
    kind,
    series: { ...series, kind },
    exposure: 100,
  }))
  const silent = { ...about, kind: 'silent' as const, series: { ...series, kind: 'source' as const } }
  for (const each of [...counts, ...shares, silent]) {
    const { cause, todo } = causeOf(each)
    for (const words of [whatHappened(each), subjectOf(each.series), cause, todo]) {
      expect(told(words)).not.toMatch(latinWords)
    }
  }
})

test('each sentence in Japanese is of something that the server says', () => {
  const source = sourceOf(join(root, 'src'))
  const unsaid = Object.keys(japanese).filter((key) => {
    const parts = key.split(/\{=?\w+\}|[,;:?] /).map((part) => part.replaceAll(/^\W+|\W+$/g, ''))
    return parts.some((part) => part.length > 3 && !source.includes(part))
  })
  expect(unsaid).toEqual([])
})

/** The program's text, with its quotes and plurals as they are said. */
function sourceOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.includes('.test.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
    .replaceAll(/\\(['"`])/g, '$1')
}
