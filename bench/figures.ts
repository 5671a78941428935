// What a benchmark hands over: figures with their reference and target, one JSON line each, read by run.ts.

export interface Figure {
  what: string
  unit: string
  /** Median of ours, and of the reference measured between. */
  ours: number
  reference: number
  /** What the reference is. */
  against: string
  repetitions: number
  /** The bound in words, and whether it is kept; absent where no bound is set. */
  target?: string
  met?: boolean
  /** The line of the plot that it is a point of, and at how many events. */
  grows?: { line: string; events: number }
}

export function hand(figure: Figure): void {
  console.log(JSON.stringify({ figure }))
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Measures ours and the reference in turns, and gives the median of each. */
export async function inTurns(
  repetitions: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number; reference: number; repetitions: number }> {
  const measured = { ours: [] as number[], reference: [] as number[] }
  for (let turn = 0; turn < repetitions; turn += 1) {
    measured.ours.push(await ours())
    measured.reference.push(await reference())
  }
  return { ours: median(measured.ours), reference: median(measured.reference), repetitions }
}

/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
