// JSON from outside, made safe for engines that insist on whole characters.

const byteOrderMark = 0xfeff

/**
 * JSON.parse, except that halves of characters (`\ud83d` without its other half, which some clients
 * make by cutting a text short) become U+FFFD: no engine stores them; and that a byte order mark, which PowerShell and some
 * editors put before it, is left out.
 * Throws SyntaxError.
 */
export function parseJson(sent: string): unknown {
  const text = sent.charCodeAt(0) === byteOrderMark ? sent.slice(1) : sent
  const mayHoldHalves = text.includes('\\u') && /\\u[dD][89a-fA-F]/.test(text)
  return JSON.parse(mayHoldHalves ? wholeCharacters(text) : text) as unknown
}

const escapes = /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g

/** Escaped backslashes and whole pairs are matched first, so that only the halves are left to replace. */
function wholeCharacters(text: string): string {
  return text.replace(escapes, (found) => (found.length === 6 ? '\\ufffd' : found))
}

/** Undefined for what is nested deeper than the stack: a body may hold a hundred thousand brackets. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Anything but a quotation mark, a backslash, a control character, and half of a character. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

/** What stands between the quotation marks of a text's JSON. Most text holds nothing that is escaped there. */
export function inJson(text: string): string {
  return escaped.test(text) ? JSON.stringify(text).slice(1, -1) : text
}
