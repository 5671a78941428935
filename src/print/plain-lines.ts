// Words in lines for an e-mail of plain text: no marks, addresses in full, letters of one width.
import { columnsOf } from '#util/columns.ts'
import type { Text } from './blocks.ts'
import { lineEnds } from './line-ends.ts'
import { spansOf } from './text.ts'

/** Columns; what is longer is broken anew by mail programs, in the wrong places. */
export const mailWidth = 72

/** Where a link goes stands behind its words. */
export function plainWords(text: Text): string {
  return spansOf(text)
    .map(({ text: words, href }) => (href === undefined || words === href ? words : `${words} <${encodeURI(href)}>`))
    .join('')
}

/** Lines of at most `width` columns; only an address may be longer, since in two parts it leads nowhere. */
export function plainLines(words: string, width: number): string[] {
  const lines: string[] = []
  let open = ''
  for (const piece of piecesOf(words).flatMap((each) => fitting(each, width))) {
    if (open !== '' && columnsOf((open + piece).trimEnd()) > width) {
      lines.push(open.trimEnd())
      open = ''
    }
    open += piece
  }
  return [...lines, open.trimEnd()]
}

/** The lines behind an opening such as `- `, which those after the first stand below. */
export function linesBehind(opening: string, words: string, width: number): string[] {
  const indent = columnsOf(opening)
  const lines = plainLines(words, width - indent)
  return lines.map((line, index) => (index === 0 ? opening : ' '.repeat(indent)) + line)
}

/** Columns of the longest piece that stays together. */
export function longestPiece(words: string): number {
  return Math.max(0, ...piecesOf(words).map((piece) => columnsOf(piece.trimEnd())))
}

const address = /<?https?:\/\/\S+/g

function piecesOf(words: string): string[] {
  const addresses = [...words.matchAll(address)].map(({ index, 0: found }) => [index, index + found.length] as const)
  const ends = lineEnds(words).filter((end) => !addresses.some(([from, to]) => from < end && end < to))
  return ends.map((end, index) => words.slice(index === 0 ? 0 : ends[index - 1], end))
}

/** A long id is broken between any two letters. */
function fitting(piece: string, width: number): string[] {
  if (columnsOf(piece.trimEnd()) <= width || piece.search(address) === 0) return [piece]
  const parts: string[] = ['']
  for (const letter of piece) {
    if (columnsOf(parts.at(-1)! + letter) > width) parts.push(letter)
    else parts[parts.length - 1] += letter
  }
  return parts
}
