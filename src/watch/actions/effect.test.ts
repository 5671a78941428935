import { expect, test } from 'vitest'
import { noFlow } from '#stats/decompose.ts'
import { type FlowDay, segmentOf } from '../drift/flows.ts'
import { measureAction } from './effect.ts'

const dayAt = (number: number): string => new Date(Date.UTC(2026, 2, 1 + number)).toISOString().slice(0, 10)

test('CVs that are still to come are no harm that the action did', () => {
  // oracle by hand: ten CVs of a hundred visits every day, of which half is not known yet in the fortnight since
  const days = Array.from({ length: 70 }, (_, number): FlowDay => {
    const lateCvs = number < 56 ? 0 : 5
    const flow = { ...noFlow, visits: 100, cvs: 10 - lateCvs, lateCvs }
    return { day: dayAt(number), flows: new Map([[segmentOf('email', '', ''), flow]]) }
  })
  const found = measureAction('cvr.session', days, dayAt(56), { channel: '', campaign: '' })!
  expect(found.change.value).toBeCloseTo(0, 3)
  expect(found.verdict).toBe('cannot_tell')
})
