// Running text of blocks, taken apart: its spans, or its words alone.
import type { Span, Text, Verdict } from './blocks.ts'

/** A verdict is told by its mark too, never by colour alone. */
const marks: Readonly<Record<Verdict, string>> = { good: '●', watch: '▲', bad: '■', early: '○' }

/** Blanks and line breaks are one blank each; verdicts have their marks. */
export function spansOf(text: Text): Span[] {
  const parts = typeof text === 'string' ? [text] : text
  return parts.map((part): Span => {
    const span = typeof part === 'string' ? { text: part } : part
    const mark = span.verdict ? `${marks[span.verdict]} ` : ''
    return { ...span, text: mark + inOneLine(span.text) }
  })
}

export function wordsOf(text: Text): string {
  return spansOf(text)
    .map((span) => span.text)
    .join('')
}

export function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
