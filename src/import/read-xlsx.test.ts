import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import writeSheets from 'write-excel-file/node'
import { openFile } from './open-file.ts'
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
  [
    'one that unpacks to more than memory',
    zipSync({ 'xl/workbook.xml': text(1), 'xl/a.xml': text(600 * 1024 ** 2) }, { level: 1 }),
    /too large/,
    /CSV/,
  ],
])('%s is refused with the remedy', async (_name, bytes, message, hint) => {
  await expect(read(bytes)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message) as string,
      details: [expect.objectContaining({ hint: expect.stringMatching(hint) as string })],
    }),
  )
})

test('a spreadsheet that was cut short is refused', async () => {
  const file = await spreadsheet([{ name: 'A', data: [['id'], ['1']] }])
  await expect(read(file.subarray(0, file.length - 40))).rejects.toThrow(/cannot be read/)
})
