// JSON lines: one object a line, nested fields under dotted names.
import { parseJson } from '#util/json.ts'
import { type FileRecord, type Row, type RowPiece, addValue, unreadableFile } from './rows.ts'

const longestLine = 4_194_304

/** Yields the rows of JSON lines text. A line that is no object is a row that cannot be read. */
export async function* readJsonl(text: AsyncIterable<string>): AsyncGenerator<RowPiece> {
  const columns: string[] = []
  const known = new Set<string>()
  let rest = ''
  let row = 0
  const toRows = (lines: readonly string[]): RowPiece => {
    const rows: Row[] = []
    for (const line of lines) {
      if (line.trim() === '') continue
      row += 1
      const read = readLine(line, row)
      // the record of a line that cannot be read is the line itself, no column
      for (const column in read.unreadable ? {} : read.record) {
        if (known.has(column)) continue
        known.add(column)
        columns.push(column)
      }
      rows.push(read)
    }
    return { columns, rows }
  }
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    if (rest.length > longestLine) {
      throw unreadableFile(
        `Line ${row + lines.length + 1} does not end.`,
        'Write one JSON object a line; `jq -c ".[]"` makes lines of a JSON array.',
      )
    }
    if (lines.length > 0) yield toRows(lines)
  }
  yield toRows([rest])
}

function readLine(line: string, row: number): Row {
  const record: FileRecord = {}
  let value: unknown
  try {
    value = parseJson(keepLongNumbers(line))
  } catch {
    return { row, record: { line }, unreadable: 'is not JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { row, record: { line }, unreadable: 'is not a JSON object' }
  }
  for (const [field, inner] of Object.entries(value)) addValue(record, field, inner)
  return { row, record }
}

/** Ids of more than 15 digits are read as text: as numbers they would lose their last digits. */
function keepLongNumbers(line: string): string {
  if (!/\d{16}/.test(line)) return line
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
}
