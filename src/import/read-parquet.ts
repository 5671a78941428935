// Parquet, row group by row group; values become the text that a CSV of the same table would hold.
import { open } from 'node:fs/promises'
import { type AsyncBuffer, type SchemaElement, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Problem } from '#util/problem.ts'
import { type FileRecord, type Row, type RowPiece, addValue, unreadableFile } from './rows.ts'

const pieceRows = 10_000

/** Yields the rows of a Parquet file; one row group is in memory at a time. Throws Problem. */
export async function* readParquet(path: string): AsyncGenerator<RowPiece> {
  const handle = await open(path, 'r')
  try {
    const file = await asAsyncBuffer(handle)
    const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
      throw broken(error)
    })
    const texts = new Map(topColumns(metadata.schema).map((column) => [column.name, asText(column)]))
    const columns: string[] = []
    let done = 0
    for (const group of metadata.row_groups) {
      const rowEnd = done + Number(group.num_rows)
      const values = new Map<string, ArrayLike<unknown>>()
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: done,
        rowEnd,
        onChunk: (chunk) => void values.set(chunk.columnName, joined(values.get(chunk.columnName), chunk.columnData)),
      }).catch((error: unknown) => {
        throw broken(error)
      })
      // a directory may speak of rows that nothing in the file is read for
      const longest = Math.max(0, ...[...values.values()].map(({ length }) => length))
      if (longest < rowEnd - done) throw broken('it has fewer rows than its directory says')
      for (let from = done; from < rowEnd; from += pieceRows) {
        const rows = toRows(values, texts, done, from, Math.min(rowEnd, from + pieceRows))
        for (const column of Object.keys(rows[0]?.record ?? {})) if (!columns.includes(column)) columns.push(column)
        yield { columns, rows }
      }
      done = rowEnd
    }
    if (done === 0) yield { columns: [...texts.keys()], rows: [] }
  } finally {
    await handle.close()
  }
}

function broken(error: unknown): Problem {
  return unreadableFile(
    `The file cannot be read as Parquet: ${error instanceof Error ? error.message : String(error)}.`,
    'Write it again; a file that was cut short has lost its directory, which stands at its end.',
  )
}

async function asAsyncBuffer(handle: Awaited<ReturnType<typeof open>>): Promise<AsyncBuffer> {
  const { size } = await handle.stat()
  return {
    byteLength: size,
    async slice(start, end = size) {
      const buffer = new ArrayBuffer(end - start)
      await handle.read(new Uint8Array(buffer), 0, end - start, start)
      return buffer
    },
  }
}

function joined(before: ArrayLike<unknown> | undefined, more: ArrayLike<unknown>): ArrayLike<unknown> {
  return before ? Array.from(before).concat(Array.from(more)) : more
}

function toRows(
  values: ReadonlyMap<string, ArrayLike<unknown>>,
  texts: ReadonlyMap<string, (value: unknown) => unknown>,
  first: number,
  from: number,
  to: number,
): Row[] {
  const rows: Row[] = []
  for (let index = from; index < to; index += 1) {
    const record: FileRecord = {}
    for (const [column, text] of texts) addValue(record, column, text(values.get(column)?.[index - first]))
    rows.push({ row: index + 1, record })
  }
  return rows
}

/** The elements below the root, which stands first in a schema that lists every node depth first. */
function topColumns(schema: readonly SchemaElement[]): SchemaElement[] {
  const columns: SchemaElement[] = []
  let index = 1
  const skip = (): void => {
    const children = schema[index]!.num_children ?? 0
    index += 1
    for (let child = 0; child < children; child += 1) skip()
  }
  while (index < schema.length) {
    columns.push(schema[index]!)
    skip()
  }
  return columns
}

/** Days without a time, and times without a zone where the column has none, so that --timezone applies. */
function asText(column: SchemaElement): (value: unknown) => unknown {
  const logical = column.logical_type
  if (logical?.type === 'DATE' || column.converted_type === 'DATE') {
    return (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)
  }
  if (logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC) {
    return (value) => (value instanceof Date ? value.toISOString().slice(0, -1) : value)
  }
  return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value)
}
