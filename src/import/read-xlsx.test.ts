import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import writeSheets from 'write-excel-file/node'
import { openFile } from './open-file.ts'
import { readXlsx } from './read-xlsx.ts'
import type { RowPiece } from './rows.ts'

type Cells = (string | number | boolean | Date | null)[][]

function spreadsheet(sheets: { name: string; data: Cells }[]): Promise<Buffer> {
  const typed = sheets.map(({ name, data }) => ({
    sheet: name,
    data: data.map((row) =>
      row.map((value) => (value instanceof Date ? { type: Date, value, format: 'dd/mm/yyyy hh:mm' } : { value })),
    ),
  }))
  return writeSheets(typed as never).toBuffer()
}
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 1_000) yield bytes.subarray(from, from + 1_000)
}
async function read(bytes: Uint8Array): Promise<RowPiece & { format: string }> {
  const { format, pieces } = await openFile(inPieces(bytes), undefined, '/nowhere')
  const all: RowPiece[] = []
  for await (const piece of pieces) all.push(piece)
  return { format, ...all[0]!, rows: all.flatMap(({ rows }) => rows) }
}

test('a spreadsheet is read as the CSV that it would be saved as, dates and numbers unmistakable', async () => {
  const file = await spreadsheet([
    {
      name: 'Ads',
      data: [
        ['Campaign report', null, null, null],
        [null, null, null, null],
        ['Day', 'Campaign', 'Cost', 'Active'],
        [new Date(Date.UTC(2026, 2, 4)), '春の新生活, "A"', 1234.567, true],
        [new Date(Date.UTC(2026, 2, 5, 9, 30)), 'two\nlines', 0.1 + 0.2, false],
      ],
    },
  ])
  const { format, columns, above, rows } = await read(file)
  expect(format).toBe('xlsx')
  expect(columns).toEqual(['Day', 'Campaign', 'Cost', 'Active'])
  expect(above?.[0]).toContain('Campaign report')
  expect(rows.map(({ record }) => Object.values(record))).toEqual([
    ['2026-03-04', '春の新生活, "A"', '1234.5670', 'true'],
    ['2026-03-05 09:30:00', 'two\nlines', '0.3', 'false'],
  ])
})

test('of several sheets, the longest is the table', async () => {
  const file = await spreadsheet([
    { name: 'About', data: [['Made by somebody']] },
    { name: 'Data', data: [['id', 'time'], ...Array.from({ length: 2_500 }, (_, n) => [`l${n}`, '2026-03-04'])] },
    { name: 'Notes', data: [['a'], ['b']] },
  ])
  const { columns, rows } = await read(file)
  expect(columns).toEqual(['id', 'time'])
  expect(rows).toHaveLength(2_500)
  expect(rows.at(-1)!.record['id']).toBe('l2499')
})

const text = (length: number): Uint8Array => new Uint8Array(length).fill(97)
test.each([
  ['an archive of something else', zipSync({ 'a.csv': text(10) }), /ZIP archive/, /Unpack/],
  ['an OpenDocument spreadsheet', zipSync({ 'content.xml': text(10) }), /OpenDocument/, /\.xlsx/],
  ['a spreadsheet of the old kind', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls\b/, /\.xlsx/],
])('%s is refused with the remedy', async (_name, bytes, message, hint) => {
  await expect(read(bytes)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message) as string,
      details: [expect.objectContaining({ hint: expect.stringMatching(hint) as string })],
    }),
  )
})

/** A spreadsheet with this for its sheet. */
async function withSheet(sheet: string): Promise<Uint8Array> {
  const files = unzipSync(await spreadsheet([{ name: 'A', data: [['id'], ['1']] }]))
  return zipSync({ ...files, 'xl/worksheets/sheet1.xml': Buffer.from(sheet) }, { level: 1 })
}

const inSheet = (rows: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
const cell = (at: string): string => `<c r="${at}"><v>1</v></c>`

test.each([
  ['a row far off', `<row r="1">${cell('A1')}</row><row r="9999999">${cell('A9999999')}</row>`, /1,048,576 rows/],
  [
    'a cell far off in a row without a number',
    `<row>${cell('A1')}</row><row>${cell('A2000000')}</row>`,
    /1,048,576 rows/,
  ],
  ['a row whose number is written otherwise', `<row r="1e9">${cell('A1')}</row>`, /no cell can be/],
  ['a cell whose place is written otherwise', `<row><c r='&#90;ZZZ1'><v>1</v></c></row>`, /no cell can be/],
  ['a column far off', `<row r="1">${cell('XFE1')}</row>`, /16,384 columns/],
  [
    'a cell far off in both',
    `<row r="1">${cell('A1')}</row><row r="9000"><c\nr = 'XFD9000'/></row>`,
    /30 million cells/,
  ],
  ['rows by the million', '<row/>'.repeat(1_048_577), /1,048,576 rows/],
])('%s is refused before it takes memory', async (_name, rows, message) => {
  await expect(read(await withSheet(inSheet(rows)))).rejects.toThrow(message)
})

test('a long text in very many cells is read in short pieces, and refused where a row of it is too long', async () => {
  const long = 'x'.repeat(30_000)
  const data = [['id', 'note'], ...Array.from({ length: 400 }, (_, n) => [`l${n}`, long])]
  const lengths: number[] = []
  for await (const piece of readXlsx(inPieces(await spreadsheet([{ name: 'A', data }])))) lengths.push(piece.length)
  expect(Math.max(...lengths)).toBeLessThan(4_300_000)
  expect(lengths.length).toBeGreaterThan(2)
  const wide = [Array.from({ length: 150 }, () => long)]
  await expect(read(await spreadsheet([{ name: 'A', data: wide }]))).rejects.toThrow(/more text than a row/)
})

/** The archive with its last file 26 times, each of one byte as the directory has it; or listed so often, but there once. */
function lyingArchive(archive: Buffer, copies: 26 | 1): Buffer {
  const placeOf = (signature: string): number => archive.lastIndexOf(signature, undefined, 'latin1')
  const [place, listed, end] = [placeOf('PK\u0003\u0004'), placeOf('PK\u0001\u0002'), placeOf('PK\u0005\u0006')]
  const first = archive.indexOf('PK\u0001\u0002', place, 'latin1')
  const file = archive.subarray(place, first)
  const entries = Array.from({ length: 26 }, (_, n) => {
    const entry = Buffer.from(archive.subarray(listed, end))
    entry.writeUInt32LE(1, 24)
    entry.writeUInt32LE(copies === 1 ? place : place + n * file.length, 42)
    return entry
  })
  const tail = Buffer.from(archive.subarray(end))
  tail.writeUInt16LE(tail.readUInt16LE(10) + 25, 10)
  tail.writeUInt32LE(place + copies * file.length, 16)
  const files = Array.from({ length: copies }, () => file)
  return Buffer.concat([archive.subarray(0, place), ...files, archive.subarray(first, listed), ...entries, tail])
}

test('a spreadsheet that unpacks to more than memory is refused, whatever it says of its sizes', async () => {
  const files = unzipSync(await spreadsheet([{ name: 'A', data: [['id'], ['1']] }]))
  const archive = Buffer.from(zipSync({ ...files, 'xl/zz.xml': text(20 * 1024 ** 2) }, { level: 1 }))
  await expect(read(lyingArchive(archive, 26))).rejects.toThrow(/more than 500 MB/)
  await expect(read(lyingArchive(archive, 1))).rejects.toThrow(/its parts overlap/)
})

test('a spreadsheet that was damaged is refused', async () => {
  const file = await spreadsheet([{ name: 'A', data: [['id'], ['1']] }])
  const directory = file.indexOf('PK\u0001\u0002', undefined, 'latin1')
  file.writeUInt32LE(7, directory + 16)
  await expect(read(file)).rejects.toThrow(/cannot be read: it is damaged/)
})

test('a spreadsheet that was cut short is refused', async () => {
  const file = await spreadsheet([{ name: 'A', data: [['id'], ['1']] }])
  await expect(read(file.subarray(0, file.length - 40))).rejects.toThrow(/cannot be read/)
})
