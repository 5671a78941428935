import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { findMetric, metrics } from '../catalogue.ts'
import { entryOf, findTerm, listTerms, nearTerms, terms } from './glossary.ts'

const look = (name: string, language: 'en' | 'ja' = 'en') => entryOf(findTerm(name)!, language, undefined)
const metricOf = (name: string, of: RegExp): string | null =>
  look(name).meanings.find((meaning) => of.test(meaning.name))!.metric

test('CVR has every sense in use: rates by click, session and visitor, and what the articles call by that name', () => {
  const { term, meanings } = look('cvr')
  expect(term).toBe('CVR')
  expect(meanings.filter(({ ours }) => ours).map(({ metric }) => metric)).toEqual([
    'cvr.click',
    'cvr.session',
    'cvr.visitor',
  ])
  expect(metricOf('CVR', /value rating \(satisfaction\)/)).toBeNull()
  expect(metricOf('CVR', /reinforcement: actual ÷ expected/)).toBeNull()
  expect(metricOf('CVR', /reinforcement: qualifying ÷ all/)).toBe('qualifying')
  expect(metricOf('CVR', /value research/)).toBeNull()
  expect(metricOf('CVR', /clicks ÷ impressions/)).toBe('ctr')
  expect(metricOf('CVR', /clicks ÷ visits/)).toBe('clicks.session')
  expect(metricOf('CVR', /unique visitors/)).toBe('visitors.impression')
  expect(metricOf('CVR', /Acquisition cost per new customer/)).toBe('cac')
  expect(metricOf('CVR', /value ratio: worth ÷ cost/)).toBe('ltv.cac')
})

test('where a source contradicts itself, the definition says so', () => {
  const notes = look('CVR').meanings.filter(({ definition }) => definition.includes(' Note: '))
  expect(notes.map(({ name }) => name).join('\n')).toMatch(/reinforcement(.|\n)+Click-through(.|\n)+Acquisition cost/)
  expect(look('CVR', 'ja').meanings.some(({ definition }) => definition.includes('注意：'))).toBe(true)
})

test('a word is found by any of its names, whatever its case and width', () => {
  for (const name of ['CVR', 'cvr', 'ＣＶＲ', 'conversion rate', 'Conversion-Rate', 'コンバージョン率', '成約率']) {
    expect(findTerm(name)?.term.en, name).toBe('CVR')
  }
  expect(findTerm('コンバージョン')?.term.en).toBe('CV')
  expect(findTerm('view through')?.term.en).toBe('view-through')
  expect(findTerm('nothing of the sort')).toBeUndefined()
})

test('a slip is led to the words that are near', () => {
  expect(nearTerms('lokback', 'en')).toEqual(['lookback'])
  expect(nearTerms('average order', 'en')).toContain('average order value')
  expect(nearTerms('ルックバク', 'ja')).toContain('ルックバック')
  expect(nearTerms('xyzzy', 'en')).toEqual([])
})

test('no name stands for two words, every meaning is in both languages, and every metric named exists', () => {
  const owner = new Map<string, string>()
  for (const { term, aliases, meanings } of terms) {
    for (const name of new Set([term.en, term.ja, ...aliases])) {
      const key = name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]/g, '')
      expect(owner.get(key) ?? term.en, name).toBe(term.en)
      owner.set(key, term.en)
    }
    for (const { name, definition, source, metric } of meanings) {
      expect(definition.ja, term.en).toMatch(/[぀-ヿ一-鿿]/)
      expect(name.en && name.ja && definition.en && source.en && source.ja, term.en).toBeTruthy()
      if (metric !== null) expect(findMetric(metric)?.id, term.en).toBe(metric)
    }
  }
})

test('every word of the product and every metric’s own name is explained', () => {
  const table = readFileSync(join(import.meta.dirname, '../../../GLOSSARY.md'), 'utf8')
  const words = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => cell!.split(', '))
  const own = words.filter((word) => word !== 'word' && !/^-+$/.test(word))
  expect(own.length).toBeGreaterThan(40)
  expect(
    own.filter((word) => !findTerm(word)),
    'to be added in product.ts or monitoring.ts',
  ).toEqual([])
  const named = new Set(terms.flatMap(({ meanings }) => meanings.map(({ metric }) => metric)))
  expect(metrics.filter(({ id }) => !named.has(id))).toEqual([])
  expect(look('cta.cvr').meanings[0]).toMatchObject({ metric: 'cta.cvr', ours: true })
})

test('what the plan in force agreed on stands with the word, and decides which sense is ours', () => {
  const plan = planSchema.parse({
    note: 'x',
    points: [
      { id: 'lead', name: 'Lead', tier: 'macro', match: { lead: {} } },
      { id: 'signup', name: 'Sign-up', tier: 'micro', match: { event: 'sign_up' } },
    ],
  })
  const inForce = { version: 3, plan, describe: () => 'as it says' }
  const senses = entryOf(findTerm('CV')!, 'en', inForce).meanings.filter(({ ours }) => ours)
  expect(senses.map(({ name }) => name)).toEqual(['Conversion counted', 'Lead, as marketing says'])
  expect(senses[0]!.definition).toContain('By the plan in force (version 3): Lead (lead): as it says.')
  expect(entryOf(findTerm('マイクロCV')!, 'ja', inForce).meanings[0]!.definition).toContain(
    '第3版）では、Sign-up（signup）。',
  )
  expect(look('CV').meanings.filter(({ ours }) => ours)).toHaveLength(1)
})

test('the list holds every word once, by name, with what else it is called', () => {
  const list = listTerms('ja', undefined)
  expect(list).toHaveLength(terms.length)
  expect(list.find(({ term }) => term === 'ルックバック')!.aliases).toContain('lookback')
})
