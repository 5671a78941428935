// A sample export as the file that its product writes: delimiter, quotes, encoding.
import writeSheets from 'write-excel-file/node'
import type { SampleExport } from './exports.ts'

/** The sample as the text of a file. */
export function textOf({ above = [], header, rows, below = [], delimiter = ',' }: SampleExport): string {
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = [header, ...rows, ...below].map((cells) => cells.map(quoted).join(delimiter))
  return `${[...above, ...lines].join('\r\n')}\r\n`
}

export function bytesOf(sample: SampleExport, text = textOf(sample)): Buffer {
  if (sample.encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le')
  return sample.encoding === 'shift_jis' ? shiftJis(text) : Buffer.from(text)
}

/** The sample as a spreadsheet, its plain numbers and days as such. */
export function spreadsheetOf({ above = [], header, rows, below = [] }: SampleExport): Promise<Buffer> {
  const typed = (value: string): object => {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return { type: Date, value: new Date(value), format: 'yyyy-mm-dd' }
    return { value: /^\d+(\.\d+)?$/.test(value) ? Number(value) : value }
  }
  const data = [...above.map((line) => [line]), header, ...rows, ...below].map((cells) => cells.map(typed))
  return writeSheets(data as never).toBuffer()
}

let shiftJisBytes: Map<string, Buffer> | undefined

/** Node reads Shift-JIS but does not write it: the table is made by reading every two bytes once. */
function shiftJis(text: string): Buffer {
  if (!shiftJisBytes) {
    const decoder = new TextDecoder('shift_jis')
    shiftJisBytes = new Map()
    for (let first = 0; first < 256; first += 1) {
      const single = Buffer.from([first])
      const read = decoder.decode(single)
      if (!read.includes('\uFFFD')) shiftJisBytes.set(read, single)
    }
    for (let first = 0x81; first <= 0xfc; first += 1) {
      for (let second = 0x40; second <= 0xfc; second += 1) {
        const pair = Buffer.from([first, second])
        const read = decoder.decode(pair)
        if (read.length === 1 && read !== '\uFFFD' && !shiftJisBytes.has(read)) shiftJisBytes.set(read, pair)
      }
    }
  }
  return Buffer.concat(
    Array.from(text.replaceAll('¥', '\\'), (character) => shiftJisBytes!.get(character) ?? Buffer.from('?')),
  )
}
