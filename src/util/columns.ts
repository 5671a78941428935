// How wide text is where all letters have one width: on a terminal, in an e-mail of plain text.

/** East Asian letters take two columns (Unicode's East Asian Width). */
export function columnsOf(text: string): number {
  let columns = 0
  for (const letter of text) columns += /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹯＀-｠￠-￦]/u.test(letter) ? 2 : 1
  return columns
}

/** With spaces on the other side until it is so wide; what is wider stays as it is. */
export function padTo(text: string, columns: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(text)))
  return side === 'left' ? text + space : space + text
}
