// CSV with a header; cells that need it are quoted (RFC 4180).

export type Cell = string | number

export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`
}

function quoted(cell: Cell): string {
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** An instant as text. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}
