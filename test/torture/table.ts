// A table of text, for a terminal or a log.

export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const print = (line: readonly string[]): void =>
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('   ')
        .trimEnd(),
    )
  print(lines[0]!)
  print(widths.map((width) => '─'.repeat(width)))
  for (const line of lines.slice(1)) print(line)
  console.log('')
}
