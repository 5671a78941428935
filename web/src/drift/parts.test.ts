import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DriftCause, DriftNode, DriftReport } from '#contract/drift.ts'
import { driftCauses } from '#contract/kinds.ts'
import { makeFormat } from '#contract/format.ts'
import { writtenParts } from './parts.ts'

const period = (value: number): DriftReport['before'] => ({ ...({} as DriftReport['before']), value })
const node = (change: number, children: DriftNode[] = []): DriftNode => ({
  ...({} as DriftNode),
  change,
  children,
})

function report(metric: DriftReport['metric'], currency: string, before: number, values: readonly number[]) {
  const causes = values.map((value, index) => ({
    cause: driftCauses[index]!,
    value,
    reach: 1,
    chance: 1,
    certain: false,
  }))
  const after = before + values.reduce((sum, value) => sum + value, 0)
  return {
    metric,
    currency,
    before: period(before),
    after: period(after),
    causes,
    channels: [] as DriftNode[],
    first: null,
  }
}

/** What a reader makes of a written number, its unit left out. */
const number = (text: string): number => Number(text.replaceAll(/[^\d.-]/g, '').replaceAll('−', '-'))

test('parts are written so that they lead from the written before to the written after', () => {
  // 0.4 + 0.4 + 0.4 are written 0, 0 and 0, and the whole 1
  const found = writtenParts(report('cpa', 'JPY', 12_000, [0.4, 0.4, 0.4]), makeFormat('ja'))
  expect([...found.causes.values()].toSorted((a, b) => a - b)).toEqual([0, 0, 1])
  expect(found.value(12_001.2)).toBe('￥12,001')
})

test('with any parts, in money and in rates, what is written adds up', () => {
  const value = fc.double({ min: -400, max: 400, noNaN: true })
  const values = fc.array(value, { minLength: 1, maxLength: driftCauses.length })
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 2_500, max: 9_000, noNaN: true }),
      fc.constantFrom('JPY', 'EUR', '%'),
      (parts, before, unit) => {
        const scale = unit === '%' ? 1 / 50_000 : 1
        const asked = report(
          unit === '%' ? 'cvr.session' : 'cpa',
          unit === '%' ? '' : unit,
          before * scale,
          parts.map((part) => part * scale),
        )
        const { causes, value: text } = writtenParts(asked, makeFormat('en'))
        const [from, to] = [asked.before.value!, asked.after.value!].map((end) => number(text(end)))
        const sum = [...causes.values()].reduce((all, part) => all + Math.sign(part) * number(text(Math.abs(part))), 0)
        expect(from! + sum).toBeCloseTo(to!, 6)
      },
    ),
  )
})

test('segments add up to the change, and what is in one to it', () => {
  const inside = [node(3.3), node(3.3), node(3.4)]
  const channels = [node(10, inside), node(0.4), node(0.4)]
  const { nodes } = writtenParts({ ...report('cpa', 'JPY', 1_000, [10.8]), channels }, makeFormat('en'))
  const sum = (level: DriftNode[]): number => level.reduce((all, each) => all + nodes.get(each)!, 0)
  expect(sum(channels)).toBe(11)
  expect(sum(inside)).toBe(nodes.get(channels[0]!))
})

test('the cause that the sentence tells of is written as the sentence has it', () => {
  const asked = report('cpa', 'JPY', 1_000, [0.45, 0.4, 0.4])
  const first = { ...({} as NonNullable<DriftReport['first']>), cause: driftCauses[0] as DriftCause }
  expect(writtenParts({ ...asked, first }, makeFormat('en')).causes.get(driftCauses[0])).toBe(0)
})
