// The parts of a change as they are written: with the decimals of what stands around them, so that readers can add them up.
import { addUp } from '#contract/add-up.ts'
import type { DriftCause, DriftNode, DriftReport } from '#contract/drift.ts'
import type { Format } from '#contract/format.ts'

type Told = Pick<DriftReport, 'metric' | 'currency' | 'before' | 'after' | 'causes' | 'channels' | 'first'>

export interface WrittenParts {
  /** A value with the decimals that all of them have here. */
  value(value: number): string
  /** Of those that are something: from the written before they lead to the written after. */
  causes: ReadonlyMap<DriftCause, number>
  /** What a segment has in the change: the written ones of one level add up to what stands above them. */
  nodes: ReadonlyMap<DriftNode, number>
}

export function writtenParts(report: Told, format: Format): WrittenParts {
  const { metric, currency, before, after, causes, channels, first } = report
  const ends = [before.value ?? 0, after.value ?? 0]
  const isMoney = metric === 'cpa'
  const decimals = Math.max(
    ...ends.map((end) => decimalsOf(isMoney ? format.money(end, currency, true) : format.rate(end, true))),
  )
  const scale = isMoney ? 1 : 100
  const parts = (values: readonly number[], whole: number, kept?: number): number[] =>
    addUp(
      values.map((value) => value * scale),
      whole * scale,
      decimals,
      kept,
    ).map((part) => part / scale)
  const [from, to] = ends.map((end) => round(end * scale, decimals) / scale) as [number, number]
  const shown = causes.filter(({ value, reach }) => value !== 0 || reach !== 0)
  const told = shown.findIndex(({ cause }) => cause === first?.cause)
  const steps = parts(
    shown.map(({ value }) => value),
    to - from,
    told,
  )
  const nodes = new Map<DriftNode, number>()
  const write = (level: readonly DriftNode[], whole: number): void => {
    const changes = level.map(({ change }) => change)
    const all = changes.reduce((sum, change) => sum + change, 0)
    // a level that is no split of what stands above it keeps a sum of its own
    const near = Math.abs(all - whole) * scale < 10 ** -decimals
    for (const [index, part] of parts(changes, near ? whole : all).entries()) {
      nodes.set(level[index]!, part)
      write(level[index]!.children, part)
    }
  }
  write(channels, to - from)
  return {
    value: (value) => (isMoney ? format.money(value, currency, false, decimals) : format.rate(value, false, decimals)),
    causes: new Map(shown.map(({ cause }, index) => [cause, steps[index]!])),
    nodes,
  }
}

function decimalsOf(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
