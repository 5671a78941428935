// Privacy: what is held about a person, given out or erased; what was erased; what visitors agreed to; how long
// data is kept.
import { useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { TimedTitle } from '../times.tsx'
import { Consent } from './consent.tsx'
import { Erasures } from './erasures.tsx'
import { Person } from './person.tsx'
import { Retention } from './retention.tsx'
import './privacy.css'

export function Privacy() {
  const { say } = useLanguage()
  const admin = useMay('admin')
  const [erased, setErased] = useState(0)
  return (
    <div className="page privacy">
      <TimedTitle timed={admin === true}>{say.privacy.title}</TimedTitle>
      {admin === undefined && <div className="bone bone-chart" />}
      {admin === false && <p className="lighter">{say.privacy.adminsOnly}</p>}
      {admin && (
        <>
          <Person done={() => setErased((count) => count + 1)} />
          <Erasures key={erased} changed={() => setErased((count) => count + 1)} />
          <Consent />
          <Retention />
        </>
      )}
    </div>
  )
}
