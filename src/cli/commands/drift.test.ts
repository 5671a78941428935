import { expect, test } from 'vitest'
import type { DriftCause, DriftReport } from '#contract/drift.ts'
import { readSettings } from '#util/settings.ts'
import { openTestCommandLine } from '../../../test/support/command-line.ts'
import { createProgram, run } from '../program.ts'

const flow = { cost: 100, cvs: 10, visits: 100 }

function report(metric: 'cpa' | 'cvr.session', parts: readonly number[]): DriftReport {
  const names: DriftCause[] = ['bidding', 'creative', 'landing', 'page', 'mix', 'measurement']
  const change = parts.reduce((sum, part) => sum + part, 0)
  return {
    metric,
    point: { id: 'buy', name: 'Purchase' },
    of: { channel: '', campaign: '' },
    currency: 'JPY',
    before: { ...flow, from: '2026-04-01', to: '2026-04-14', value: 1 },
    after: { ...flow, from: '2026-04-15', to: '2026-04-28', value: 1 + change },
    verdict: 'several',
    change: { value: change, reach: 1, chance: 0 },
    causes: parts.map((value, index) => ({ cause: names[index]!, value, reach: 1, chance: 0, certain: false })),
    first: null,
    measurement: [],
    channels: parts.map((part, index) => ({
      channel: `c${index}`,
      change: part,
      before: flow,
      after: flow,
      causes: {},
    })),
    dates: { changes: [] },
    target: null,
    caveats: [],
  } as unknown as DriftReport
}

/** The parts of its tables as they are written: of causes with the whole as the last, and of channels. */
async function written(given: DriftReport): Promise<{ causes: number[]; channels: number[] }> {
  const line = openTestCommandLine(() => Response.json(given), { settings: readSettings({}) })
  expect(await run(createProgram(line.cli, '0'), line.cli, ['drift'])).toBe(0)
  const parts = (from: string): number[] => {
    const start = line.out.findIndex((text) => text.startsWith(from)) + 1
    const rows = line.out.slice(start).map((text) => /([+−])([\d,.]+) (?:JPY|%)/.exec(text))
    return rows.slice(0, rows.indexOf(null) < 0 ? undefined : rows.indexOf(null)).map((found) => {
      const size = Number(found![2]!.replaceAll(',', ''))
      return found![1] === '−' ? -size : size
    })
  }
  return { causes: parts('CAUSE'), channels: parts('CHANNEL') }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

test('the parts as they are written add up to the change as it is written', async () => {
  const yen = await written(report('cpa', [133.4, 133.4, 133.4, -20.3, -20.3, 40.4]))
  expect(yen.causes).toHaveLength(7)
  expect(sumOf(yen.causes.slice(0, -1))).toBe(yen.causes.at(-1))
  expect(yen.causes.at(-1)).toBe(400)
  expect(sumOf(yen.channels)).toBe(400)
  const rates = await written(report('cvr.session', [0.000_843_4, 0.000_327_4, -0.000_187_4, 0.000_094_54]))
  expect(sumOf(rates.causes.slice(0, -1))).toBeCloseTo(rates.causes.at(-1)!, 8)
  expect(sumOf(rates.channels)).toBeCloseTo(rates.causes.at(-1)!, 8)
})
