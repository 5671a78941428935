// Small dense matrices, as rows of numbers.

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Gauss and Jordan with pivots; null for a singular matrix. */
export function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  const largest = Math.max(...matrix.map((row, i) => Math.abs(row[i]!)))
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let i = column + 1; i < size; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i
    const head = rows[pivot]!
    const scale = head[column]!
    if (!(Math.abs(scale) > 1e-13 * largest)) return null
    rows[pivot] = rows[column]!
    rows[column] = head
    for (let j = column; j < 2 * size; j++) head[j]! /= scale
    for (const row of rows) {
      const factor = row[column]!
      if (row === head || factor === 0) continue
      for (let j = column; j < 2 * size; j++) row[j]! -= factor * head[j]!
    }
  }
  return rows.map((row) => row.slice(size))
}
