// Parquet, written a group of rows at a time, so that what is written before need not be kept.
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { ExportColumn } from './columns.ts'

const types = { text: 'STRING', number: 'DOUBLE', time: 'TIMESTAMP' } as const

/** Writes groups of rows with the same columns; each call gives the bytes that are ready. */
export class ParquetSheet {
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter

  /** @param columns names and types; their cells are not written. @param told what the file says of itself, by key. */
  constructor(columns: readonly ExportColumn[], told: Readonly<Record<string, string>>) {
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData: columns.map((column) => source({ ...column, cells: [] })) }),
      kvMetadata: Object.entries(told).map(([key, value]) => ({ key, value })),
      createdBy: 'onecount',
    })
  }

  write(columns: readonly ExportColumn[]): Uint8Array {
    const columnData = columns.map((column) => ({ name: column.name, data: source(column).data }))
    void this.#writer.write({ columnData, rowGroupSize: Math.max(1, columns[0]?.cells.length ?? 1) })
    return this.#taken()
  }

  finish(): Uint8Array {
    void this.#writer.finish()
    return this.#taken()
  }

  #taken(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.buffer, 0, this.#bytes.index).slice()
    this.#bytes.index = 0
    return taken
  }
}

function source({ name, type, cells }: ExportColumn) {
  const data = type === 'time' ? cells.map((cell) => (cell === null ? null : new Date(cell))) : [...cells]
  return { name, data, type: types[type], nullable: true }
}
