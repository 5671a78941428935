import { TextDecoder } from 'node:util'
import { expect, test } from 'vitest'
import { type TextFacts, readText } from './read-text.ts'

/** Shift-JIS bytes by inverting the decoder: every character that one or two bytes stand for. */
const shiftJis = new Map<string, number[]>()
for (let first = 0x81; first <= 0xfc; first += 1) {
  for (let second = 0x40; second <= 0xfc; second += 1) {
    const bytes = [first, second]
    const character = new TextDecoder('shift_jis').decode(Uint8Array.from(bytes))
    if (character.length === 1 && character !== '\uFFFD' && !shiftJis.has(character)) shiftJis.set(character, bytes)
  }
}

function toShiftJis(text: string): Buffer {
  return Buffer.from(Array.from(text).flatMap((character) => shiftJis.get(character) ?? [character.charCodeAt(0)]))
}

async function read(bytes: Uint8Array, pieceLength: number): Promise<{ text: string } & TextFacts> {
  const facts: TextFacts = { encoding: 'utf-8', unreadable: 0 }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += pieceLength) yield bytes.subarray(from, from + pieceLength)
  }
  let text = ''
  for await (const piece of readText(pieces(), facts)) text += piece
  return { text, ...facts }
}

const table = 'id,キャンペーン名,費用\n1,春の新生活セール①,¥1,200\n2,髙橋㈱～表示,300\n'
const ascii = 'id,name,cost\n1,spring,12\n'.repeat(8_000)

test.each([
  ['UTF-8', 'utf-8', Buffer.from(table)],
  ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\uFEFF${table}`)],
  ['UTF-16 with a byte order mark', 'utf-16le', Buffer.from(`\uFEFF${table}`, 'utf16le')],
  ['big-endian UTF-16', 'utf-16be', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', 'utf-16le', Buffer.from(table, 'utf16le')],
  ['big-endian UTF-16 without a mark', 'utf-16be', Buffer.from(table, 'utf16le').swap16()],
  ['Shift-JIS', 'shift_jis', toShiftJis(table.replace('¥', ''))],
])('%s is read, however it is cut into pieces', async (_name, encoding, bytes) => {
  const expected = encoding === 'shift_jis' ? table.replace('¥', '') : table
  for (const pieceLength of [1, 2, 3, 7, 64, 1_000_000]) {
    expect(await read(bytes, pieceLength)).toEqual({ text: expected, encoding, unreadable: 0 })
  }
})

test.each([
  ['German', 'id;Maßnahme;Kosten\n1;Frühjahrsaktion Köln;12,50 €\n2;Über uns;3\n'],
  ['French', 'id;Campagne;Coût\n1;Été à Paris;12,50 €\n2;Rentrée;3\n'],
])('%s as Windows wrote it is read, however it is cut into pieces', async (_language, text) => {
  const bytes = Buffer.from(text.replaceAll('€', '\x80'), 'latin1')
  for (const pieceLength of [1, 7, 1_000_000]) {
    expect(await read(bytes, pieceLength)).toEqual({ text, encoding: 'windows-1252', unreadable: 0 })
  }
})

test('plain ASCII counts as UTF-8', async () => {
  expect(await read(Buffer.from(ascii), 65_536)).toEqual({ text: ascii, encoding: 'utf-8', unreadable: 0 })
})

test('Shift-JIS is recognised at its first other byte, after any amount of ASCII', async () => {
  const bytes = Buffer.concat([Buffer.from(ascii), toShiftJis('9,合計,1\n')])
  expect(await read(bytes, 10_000)).toEqual({ text: `${ascii}9,合計,1\n`, encoding: 'shift_jis', unreadable: 0 })
})

test('Windows extensions of Shift-JIS are read as Windows wrote them', async () => {
  const bytes = Buffer.from([0x5c, 0x7e, 0x81, 0x60, 0x87, 0x40, 0x87, 0x8a, 0xfa, 0xb1, 0xb1])
  expect((await read(Buffer.concat([bytes, toShiftJis('日本')]), 3)).text).toBe('\\~～①㈱﨑ｱ日本')
})

test('a character cut in half leaves UTF-8 what it is, and is told', async () => {
  const cut = Buffer.concat([
    Buffer.from('広告の見出しが長いとき'),
    Buffer.from('広').subarray(0, 2),
    Buffer.from(',1\n'),
  ])
  expect(await read(cut, 16)).toEqual({ text: '広告の見出しが長いとき\uFFFD,1\n', encoding: 'utf-8', unreadable: 1 })
})

test('bytes of a byte order mark are letters anywhere but at the beginning', async () => {
  const bytes = Buffer.from('id,channel\n1,ÿþ\n2,email\n', 'latin1')
  for (const pieceLength of [5, 13, 100])
    expect(await read(bytes, pieceLength)).toEqual({
      text: 'id,channel\n1,ÿþ\n2,email\n',
      encoding: 'windows-1252',
      unreadable: 0,
    })
})

test('an empty file is empty text', async () => {
  expect((await read(new Uint8Array(0), 10)).text).toBe('')
})
