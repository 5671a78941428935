// The Definitions page while it is being loaded.
import { useLanguage } from '../language/language.tsx'

export function Bones() {
  const { say } = useLanguage()
  return (
    <div className="page definitions skeleton" aria-busy="true" aria-label={say.definitions.title}>
      <div className="bone bone-sentence" />
      <div className="bone bone-sentence bone-short" />
      <div className="bone bone-chart" />
    </div>
  )
}
