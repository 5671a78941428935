import { expect, test } from 'vitest'
import { languages } from '#contract/library.ts'
import { parsePlan } from '../parse.ts'
import { library } from './library.ts'
import { templatePlan, templates } from './template.ts'

test('every plan to start with is a good plan in both languages, with nothing doubtful', () => {
  for (const { name, macro, micros } of templates) {
    for (const language of languages) {
      const { yaml, plan } = templatePlan(name, language)!
      expect(parsePlan(yaml), name).toEqual({ ok: true, plan, doubts: [] })
      expect(plan.points.filter(({ tier }) => tier === 'macro').map(({ id }) => id)).toEqual([macro])
      expect(plan.points.slice(1).map(({ id, tier }) => [id, tier])).toEqual(micros.map((id) => [id, 'micro']))
      expect(micros.length).toBeGreaterThanOrEqual(2)
      expect(micros.length).toBeLessThanOrEqual(4)
    }
  }
})

test('a plan file says why and which words mean what, in lines of 80 columns', () => {
  const { yaml } = templatePlan('saas', 'en')!
  expect(yaml).toContain('# Why this macro: The paid contract is the revenue.')
  expect(yaml).toContain('# Words: "CV" in a report is the paid contract')
  expect(yaml).toContain('  # With deals from a CRM: match: { deal: { stage: won } }')
  for (const { name } of templates) {
    for (const language of languages) {
      for (const line of templatePlan(name, language)!.yaml.split('\n')) {
        const columns = Array.from(line).reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0)
        expect(columns, line).toBeLessThanOrEqual(80)
      }
    }
  }
})

test('the plans hold points of the library as they are, in the tier of that business', () => {
  const { plan } = templatePlan('finance', 'en')!
  const applied = plan.points.find(({ id }) => id === 'application_completed')!
  const own = library.find(({ id }) => id === 'application_completed')!.point
  expect(applied).toMatchObject({ tier: 'micro', match: own.match, once_per: own.once_per })
  expect(applied.platforms!['meta']).toEqual({ event: 'SubmitApplication', role: 'auxiliary' })
  expect(own.platforms!['meta']).toEqual({ event: 'SubmitApplication', role: 'primary' })
  expect(templatePlan('no such', 'en')).toBeUndefined()
})
