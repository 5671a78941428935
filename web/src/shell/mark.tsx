// The mark beside a verdict: words are never left to colour alone.

export function Mark({ state }: { state: 'ok' | 'warn' | 'wrong' }) {
  const path = { ok: 'M3 8.5 6.5 12 13 4.5', warn: 'M8 4v5m0 3v.1', wrong: 'm4 4 8 8m0-8-8 8' }[state]
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor">
      <path d={path} strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
