// A page's shape while its first data is on its way.
import { useLanguage } from '../language/language.tsx'

interface Props {
  title: string
  /** What the page will hold, from the top. */
  shape: readonly Part[]
}

export type Part = 'sentence' | 'short' | 'chart' | 'panels' | 'rows'

export function Skeleton({ title, shape }: Props) {
  const { say } = useLanguage()
  return (
    <div className="page skeleton" aria-busy="true">
      <h1>{title}</h1>
      <p className="hidden" role="status">
        {say.loading}
      </p>
      {shape.map((part, index) =>
        part === 'rows' ? <RowBones key={index} /> : <div key={index} className={`bone bone-${part}`} />,
      )}
    </div>
  )
}

export function RowBones() {
  return (
    <div className="bones">
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className="bone bone-row" />
      ))}
    </div>
  )
}
