// Text in lines that fit the terminal.

/** Breaks text between words into lines of at most `width`; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.length - 1
    const longer = lines[last] === '' ? word : `${lines[last]} ${word}`
    if (longer.length <= width || lines[last] === '') lines[last] = longer
    else lines.push(word)
  }
  return lines
}

/** The same behind an opening such as `  → `, with the following lines below the first word. */
export function wrapBehind(opening: string, text: string, width = 80): string[] {
  const indent = ' '.repeat(opening.length)
  return wrap(text, width - opening.length).map((line, index) => (index === 0 ? opening : indent) + line)
}
