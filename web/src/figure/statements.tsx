// The SQL behind a figure, fetched when somebody wants to see it.
import { useState } from 'react'
import type { QuestionInput } from '#contract/ask.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

interface ShownStatement {
  measure: string
  sql: string
  params: Record<string, unknown>
}

export function Statements({ question }: { question: QuestionInput }) {
  const { say } = useLanguage()
  const [shown, setShown] = useState<ShownStatement[] | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const show = () => {
    setRefused(null)
    sendJson<{ statements: ShownStatement[] }>('/api/v1/ask/sql', question).then(
      ({ statements }) => setShown(statements),
      (error: unknown) => setRefused(refusalText(error, say)),
    )
  }
  if (!shown) {
    return (
      <p>
        <button type="button" className="quiet how-sql" onClick={show}>
          {say.explore.sql}
        </button>
        {refused !== null && <span role="alert"> {refused}</span>}
      </p>
    )
  }
  return (
    <div className="how-statements">
      <p className="lighter">{say.explore.sqlHint}</p>
      {shown.map(({ measure, sql, params }) => (
        <pre key={measure} tabIndex={0}>
          <code>{`${sql}\n-- ${JSON.stringify(params)}`}</code>
        </pre>
      ))}
    </div>
  )
}
