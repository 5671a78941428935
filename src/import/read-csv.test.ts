import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findHeader, readCsv, sniffDelimiter } from './read-csv.ts'
import type { Row } from './rows.ts'

async function read(
  text: string,
  pieceLength = text.length || 1,
): Promise<{ columns: readonly string[]; rows: Row[] }> {
  async function* pieces(): AsyncGenerator<string> {
    for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength)
  }
  let columns: readonly string[] = []
  const rows: Row[] = []
  for await (const piece of readCsv(pieces())) {
    columns = piece.columns
    rows.push(...piece.rows)
  }
  return { columns, rows }
}

async function records(text: string): Promise<Record<string, string>[]> {
  return (await read(text)).rows.map((row) => row.record)
}

test('rows stand under the names of the header, counted from 1', async () => {
  expect(await read('id,channel\n7,email\n8,\n')).toEqual({
    columns: ['id', 'channel'],
    rows: [
      { row: 1, record: { id: '7', channel: 'email' } },
      { row: 2, record: { id: '8', channel: '' } },
    ],
  })
})

test('a short text is one piece with its last row, whether its last line ends or not', async () => {
  async function* whole(text: string): AsyncGenerator<string> {
    yield text
  }
  for (const text of ['id\n7\n8\n', 'id\n7\n8']) {
    const { value, done } = await readCsv(whole(text)).next()
    expect([done, (value as { rows: Row[] }).rows.map(({ record }) => record['id'])]).toEqual([false, ['7', '8']])
  }
})

test('commas, tabs and semicolons part cells, whichever cuts the lines', async () => {
  expect(sniffDelimiter('a;b;c\n"1,2,3,4";2;3')).toBe(';')
  expect(sniffDelimiter('a;b\n1,5;2,5\n1,5;2,5')).toBe(';')
  expect(sniffDelimiter('a\tb\n1,5\t2')).toBe('\t')
  expect(sniffDelimiter('one column\n1')).toBe(',')
  expect(await records('id;cost\n1;"1,50"\n')).toEqual([{ id: '1', cost: '1,50' }])
})

test('quoted cells hold delimiters, quotes and line breaks', async () => {
  expect(await records('id,name\r\n1,"a, ""b""\r\nc"\r\n')).toEqual([{ id: '1', name: 'a, "b"\nc' }])
})

test('line ends of Windows and of old Macs, and no line end at the end', async () => {
  expect(await records('id,name\r\n1,a\r\n2,b')).toHaveLength(2)
  expect(await records('id,name\r1,a\r2,b')).toHaveLength(2)
})

test('titles above the header are skipped', async () => {
  const text = 'Campaign report\n"September 1, 2026 - September 30, 2026"\nDay,Campaign,Cost\n2026-09-01,Brand,12\n'
  expect(await records(text)).toEqual([{ Day: '2026-09-01', Campaign: 'Brand', Cost: '12' }])
})

test('the header is the first row of names with the most of them', () => {
  expect(findHeader([['# Report'], ['日', 'キャンペーン名', '費用'], ['2026-09-01', 'ブランド', '12']])?.index).toBe(1)
  expect(
    findHeader([
      ['name', 'city'],
      ['Ann', 'Rome'],
    ])?.index,
  ).toBe(0)
  expect(
    findHeader([
      ['1', '2'],
      ['3', '4'],
    ]),
  ).toBeUndefined()
})

test('a header that leaves columns without a name is known by its names, and by the rows below', () => {
  const lead = ['lead one', '2026-04-01', 'email', 'note', 'other']
  expect(findHeader([['id', 'date', 'channel', '', ''], lead])?.index).toBe(0)
  expect(
    findHeader([
      ['mql_id', 'origin', '', ''],
      ['a', 'social', 'x', 'y'],
    ])?.index,
  ).toBe(0)
  expect(
    findHeader([
      ['Account', 'My shop', ''],
      ['Day', 'Campaign', 'Cost'],
      ['2026-09-01', 'Brand', '12'],
    ])?.index,
  ).toBe(1)
})

test('a file without a header is refused with the remedy', async () => {
  await expect(read('1,2\n3,4\n')).rejects.toMatchObject({ code: 'unreadable_file' })
})

test('blank lines are no rows', async () => {
  expect((await read('id,name\n\n1,a\n , \n2,b\n\n')).rows.map((row) => row.row)).toEqual([1, 2])
})

test('a row with missing or additional cells says so; empty cells at its end are no matter', async () => {
  const { rows } = await read('id,name\n1\n2,b,c\n3,d,,\n')
  expect(rows).toEqual([
    { row: 1, record: { id: '1', name: '' }, unreadable: 'has 1 cells where the header has 2' },
    { row: 2, record: { id: '2', name: 'b', '(cell 3)': 'c' }, unreadable: 'has 3 cells where the header has 2' },
    { row: 3, record: { id: '3', name: 'd' } },
  ])
})

test('a name that stands twice is told apart', async () => {
  expect((await read('id,Cost,Cost,\n1,2,3,4\n')).columns).toEqual(['id', 'Cost', 'Cost (2)', '(column 4)'])
})

test('a quote that is never closed marks its row', async () => {
  const { rows } = await read('id,name\n1,a\n2,"b\n3,c\n')
  expect(rows[0]).toEqual({ row: 1, record: { id: '1', name: 'a' } })
  expect(rows.at(-1)?.unreadable).toMatch(/quote/)
})

test('any cells come back as they were written, however the text is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', ' ', '髙', ';') })
  const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (cells, pieceLength) => {
      const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
      const text = ['id,name,note', ...cells.map((row) => row.map(quote).join(','))].join('\n')
      const found = await read(text, pieceLength)
      expect(found.rows.map(({ record }) => [record['id'], record['name'], record['note']])).toEqual(cells)
    }),
    { numRuns: 60 },
  )
})
