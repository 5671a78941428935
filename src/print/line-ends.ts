// Where lines of text may end: by the Unicode rules, so that no Japanese line begins with 、 or ）.
import LineBreaker from 'linebreak'

/** What belongs together though a blank stands between: `4.1 %`, `± 3`, a verdict and its mark. */
const inseparable = /[±●▲■○]/

/** Positions behind each piece that stays together, the end of the text among them. */
export function lineEnds(text: string): number[] {
  const breaker = new LineBreaker(text)
  const ends: number[] = []
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) ends.push(next.position)
  return ends.filter((end) => !isJoined(text, end))
}

function isJoined(text: string, end: number): boolean {
  return text[end - 1] === ' ' && (text[end] === '%' || inseparable.test(text[end - 2] ?? ''))
}
