// A verdict as a mark and a word: told apart by shape, never by colour alone.
import type { Verdict } from '#contract/scorecard.ts'
import { useLanguage } from '../language/language.tsx'

const shapes: Record<Verdict, string> = {
  on_target: 'M2.5 7.5 6 11l5.5-8',
  watch: 'M7 2 13 12H1z',
  off_target: 'M3 3l8 8m0-8-8 8',
  too_early: 'M7 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM7 4v3.2l2 1.6',
}

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { say } = useLanguage()
  return (
    <span className={`verdict verdict-${verdict}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
        <path d={shapes[verdict]} strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span>{say.scorecard.verdicts[verdict]}</span>
    </span>
  )
}
