// The Japanese of the server's sentences: nothing that it says of a figure is missing, and nothing in it is out of date.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findingKinds } from '#contract/mapping.ts'
import { stepNote } from '#import/date-steps.ts'
import { overwrittenNote, repeatedNote, repeatedRemedy } from '#import/repeated-ids.ts'
import { metrics } from '#metrics/catalogue.ts'
import { mappingOf } from '#plan/mapping.ts'
import { parsePlan } from '#plan/parse.ts'
import { causeOf, subjectOf, whatHappened } from '#watch/gaps/words.ts'
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

test('what does not fit at ad platforms is said in Japanese', () => {
  const mapped = (won: string, trial: string, paper = trial) => {
    const read = parsePlan(`points:
  - { id: won, name: Contract, tier: macro, match: { deal: { stage: won } }, platforms: ${won} }
  - { id: trial, name: Trial, tier: micro, match: { event: trial_started }, platforms: ${trial} }
  - { id: paper, name: Paper, tier: micro, match: { event: downloaded }, platforms: ${paper} }`)
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    return read.plan
  }
  const place = { platform: 'meta', channel: 'paid_social', campaign: 'spring' }
  const said = (names: Record<string, number>, date: string, plan: ReturnType<typeof mapped>) => {
    const figures = Object.entries(names).map(([name, conversions]) => ({ ...place, name, conversions, date }))
    const spend = ['meta', 'line'].map((platform) => ({ ...place, platform, cost: 5 }))
    const ours = [{ ...place, point: 'trial', lagDays: 0, onConversion: 90, onClick: 91 }]
    return mappingOf(plan, { figures, spend: date === 'none' ? spend : [], ours, uncounted: [] }).findings
  }
  const lead = '{ meta: { event: Lead, role: auxiliary } }'
  const trial = '{ meta: { event: StartTrial, role: auxiliary } }'
  const found = [
    ...said({ lead: 9, odd: 2 }, 'none', mapped('{ meta: { event: Purchase, role: main } }', lead)),
    ...said({ trial: 900, trials: 2 }, '', mapped(lead, trial, '{}')),
    ...said({ trial: 9 }, 'click', mapped('{ meta: { event: Purchase } }', trial, '{}')),
    ...said({ trial: 9 }, 'conversion', mapped(lead, trial, '{}')),
  ]
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(findingKinds))
  const words = found.flatMap(({ what, cause, todo, basis }) => [what, cause, todo, ...(basis ? [basis] : [])])
  expect(words.filter((each) => told(each) === each)).toEqual([])
})

test('what should be looked at before a file is imported is told, whatever the file holds', () => {
  for (const kind of ['leads', 'deals', 'orders', 'events'] as const) {
    const few = { rows: 10, lost: 1, example: { id: 'a "b"', rows: 2 } }
    for (const found of [few, { ...few, lost: 8 }]) {
      expect(told(`${repeatedNote(found)}. ${repeatedRemedy(kind)}`)).toMatch(/^先頭の10行.*IDごとに1行でよければ/)
      expect(told(`${repeatedNote(found)}.`)).toMatch(/IDごとに1行だけが残ります。$/)
    }
    expect(told(repeatedRemedy(kind))).toMatch(/^別の(リード|商談|注文|イベント)であれば/)
    if (kind !== 'events') {
      expect(told(overwrittenNote(kind, 3, few.example))).toMatch(/^3行は.*（例：「a "b"」が2行）/)
      expect(told(overwrittenNote(kind, 1, undefined))).toMatch(/^1行は.*置き換えました。別の/)
    }
  }
  for (const step of ['week', 'month'] as const)
    for (const stored of [true, false]) {
      expect(told(stepNote(step, 'Report date', stored))).toMatch(
        new RegExp(`^「Report date」の日付は(7日|1か月)おき.*この列を${step}に`),
      )
    }
  expect(told('Several columns are called "x": the first is read under that name, the next as "x (2)"')).toMatch(
    /^「x」/,
  )
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
