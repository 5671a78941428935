// The first plan: from a plan of one's trade, or from what has arrived already, or from an empty page.
import { useState } from 'react'
import { go } from '../address.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Busy } from './busy.tsx'
import { type Suggested, createDraft, loadSuggestions } from './requests.ts'
import { Templates } from './templates.tsx'

const shownAtOnce = 12

async function edit(text: string): Promise<void> {
  go(`/definitions/draft/${(await createDraft(text)).id}`)
}

export function Start() {
  const { say } = useLanguage()
  const words = say.definitions
  const edits = useMay('editor')
  return (
    <section className="start" aria-labelledby="start-title">
      <h2 id="start-title">{words.startTitle}</h2>
      <p>{words.startText}</p>
      {edits === false ? (
        <p className="lighter">{words.editorsOnly}</p>
      ) : (
        <>
          <Templates edit={edit} />
          <FromArrived />
          <div className="definition-actions">
            <Busy className="quiet" run={() => edit(planTextOf([]))} label={words.startEmpty} />
          </div>
        </>
      )}
    </section>
  )
}

/** Suggestions to tick, one of them the macro. */
function FromArrived() {
  const { say } = useLanguage()
  const words = say.definitions
  const { data, error, retry } = useLoaded('suggestions', loadSuggestions)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [macro, setMacro] = useState<string>()
  if (error) return <FailedNote error={error} retry={retry} />
  if (!data) return <div className="bone bone-chart" />
  if (data.length === 0) return <p className="lighter">{words.nothingArrived}</p>
  const toggle = (id: string) => {
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
    if (macro === id) setMacro(undefined)
  }
  const points = data.filter(({ point }) => chosen.includes(point.id))
  const choose = (id: string) => {
    setMacro(id)
    if (!chosen.includes(id)) setChosen([...chosen, id])
  }
  return (
    <div className="arrived">
      <h3>{words.arrivedTitle}</h3>
      <table className="figures plain">
        <thead>
          <tr>
            <th scope="col">{words.counts}</th>
            <th scope="col" className="number">
              {words.arrivedCount}
            </th>
            <th scope="col">{say.tiers['macro']}</th>
          </tr>
        </thead>
        <tbody>
          {data.slice(0, shownAtOnce).map((suggestion) => (
            <Arrived
              key={suggestion.point.id}
              suggestion={suggestion}
              chosen={chosen.includes(suggestion.point.id)}
              macro={macro === suggestion.point.id}
              toggle={toggle}
              choose={choose}
            />
          ))}
        </tbody>
      </table>
      <Busy
        className="action"
        disabled={macro === undefined || points.length === 0}
        label={words.startFrom(points.length)}
        run={() => edit(planTextOf(points, macro))}
      />
    </div>
  )
}

interface ArrivedProps {
  suggestion: Suggested
  chosen: boolean
  macro: boolean
  toggle: (id: string) => void
  choose: (id: string) => void
}

function Arrived({ suggestion: { point, count }, chosen, macro, toggle, choose }: ArrivedProps) {
  const { say, format } = useLanguage()
  const { id, name } = point
  return (
    <tr>
      <th scope="row">
        <label>
          <input type="checkbox" checked={chosen} onChange={() => toggle(id)} /> {name}
        </label>
      </th>
      <td className="number">{format.count(count)}</td>
      <td>
        <input
          type="radio"
          name="macro"
          aria-label={say.definitions.isMacro(name)}
          checked={macro}
          onChange={() => choose(id)}
        />
      </td>
    </tr>
  )
}

/** A plan file of these points, in the time zone of this browser. JSON inside YAML is YAML. */
function planTextOf(suggestions: readonly Suggested[], macro?: string): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const points = suggestions.map(({ point: { id, name, match, once_per } }) =>
    [
      `  - id: ${id}`,
      `    name: ${JSON.stringify(name)}`,
      `    tier: ${id === macro ? 'macro' : 'micro'}`,
      `    match: ${JSON.stringify(match)}`,
      `    once_per: ${JSON.stringify(once_per)}`,
    ].join('\n'),
  )
  const currency = timeZone === 'Asia/Tokyo' ? 'JPY' : 'USD'
  return [
    `timezone: ${timeZone}`,
    `currency: ${currency}`,
    `points:${points.length === 0 ? ' []' : ''}`,
    ...points,
    '',
  ].join('\n')
}
