// Bytes → text, piece by piece: UTF-8, UTF-16, Shift-JIS and Windows-1252 are told apart by what the file itself shows.
import { TextDecoder } from 'node:util'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252'

/** What is known once the text has been read: its encoding, and how many characters could not be read. */
export interface TextFacts {
  encoding: Encoding
  /** Characters that stand as U+FFFD because their bytes mean nothing in this encoding. */
  unreadable: number
}

/**
 * Bytes looked at from the first non-ASCII byte on before Shift-JIS or UTF-8 is decided, wherever in the
 * file that byte stands. Shift-JIS text of this length is never valid UTF-8 by chance.
 */
const windowBytes = 65_536
const replacement = '\uFFFD'

/**
 * Decodes a file of unknown encoding. A byte order mark decides; without one, NUL bytes show UTF-16, and
 * the text is plain ASCII until its first other byte, from which on it is UTF-8 if it can be, else what
 * Windows writes: Shift-JIS (cp932) or Windows-1252. `facts` is filled in while the text is read.
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>, facts: TextFacts): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let held: Uint8Array = new Uint8Array(0)
  let isStart = true
  for await (const piece of bytes) {
    if (decoder) {
      yield tell(decoder.decode(piece, { stream: true }), facts)
      continue
    }
    held = held.length === 0 ? piece : Buffer.concat([held, piece])
    if (held.length < 4) continue
    if (isStart) decoder = decoderByMark(held)
    isStart = false
    if (!decoder) {
      const ascii = asciiLength(held)
      if (ascii > 0) yield Buffer.from(held.buffer, held.byteOffset, ascii).toString('latin1')
      held = held.subarray(ascii)
      if (held.length >= windowBytes) decoder = decoderOf(held)
    }
    if (!decoder) continue
    facts.encoding = decoder.encoding as Encoding
    yield tell(decoder.decode(held, { stream: true }), facts)
    held = new Uint8Array(0)
  }
  if (held.length > 0) {
    decoder = (isStart ? decoderByMark(held) : undefined) ?? decoderOf(held)
    facts.encoding = decoder.encoding as Encoding
  }
  if (decoder) yield tell(decoder.decode(held), facts)
}

function tell(text: string, facts: TextFacts): string {
  if (text.includes(replacement)) facts.unreadable += text.split(replacement).length - 1
  return facts.encoding === 'windows-1252' ? withWindowsCharacters(text) : text
}

/** Windows' own characters from 0x80 to 0x9F, which Node 20 decodes as if the text were Latin-1. */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function withWindowsCharacters(text: string): string {
  return text.replaceAll(/[\x80-\x9f]/g, (character) => windowsCharacters[character.charCodeAt(0) - 0x80]!)
}

/** The decoder that the first bytes name: a byte order mark, or the NULs of UTF-16 without one. */
function decoderByMark(bytes: Uint8Array): TextDecoder | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8')
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le')
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be')
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return new TextDecoder('utf-16le')
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return new TextDecoder('utf-16be')
  return undefined
}

function asciiLength(bytes: Uint8Array): number {
  let length = 0
  while (length < bytes.length && bytes[length]! < 0x80) length += 1
  return length
}

/**
 * For bytes that begin with a non-ASCII one. UTF-8 with a character cut in half here and there (exports that
 * shorten names do that) is still UTF-8.
 */
function decoderOf(bytes: Uint8Array): TextDecoder {
  const { broken, others } = charactersOf(bytes, 'utf-8')
  if (broken * 10 <= others) return new TextDecoder('utf-8')
  const japanese = charactersOf(bytes, 'shift_jis')
  return new TextDecoder(japanese.broken + japanese.alone > japanese.others / 2 ? 'windows-1252' : 'shift_jis')
}

/**
 * What a text holds beside ASCII when it is read so: characters, those of them that stand alone between ASCII (umlauts
 * and accents do, Japanese seldom), and those that cannot be read.
 */
function charactersOf(bytes: Uint8Array, encoding: Encoding): { others: number; alone: number; broken: number } {
  const text = new TextDecoder(encoding).decode(bytes, { stream: true })
  const found = { others: 0, alone: 0, broken: 0 }
  const isOther = (index: number): boolean => text.charCodeAt(index) > 0x7f
  for (let index = 0; index < text.length; index += 1) {
    if (!isOther(index)) continue
    if (text[index] === replacement) found.broken += 1
    else {
      found.others += 1
      if (!isOther(index - 1) && !isOther(index + 1)) found.alone += 1
    }
  }
  return found
}
