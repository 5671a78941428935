// Plans of trades to begin with.
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Busy } from './busy.tsx'
import { loadTemplates, templateText } from './requests.ts'

export function Templates({ edit }: { edit: (text: string) => Promise<void> }) {
  const { say, code } = useLanguage()
  const { data, error, retry } = useLoaded('templates', loadTemplates)
  if (error) return <FailedNote error={error} retry={retry} />
  if (!data) return <div className="bone bone-chart" />
  return (
    <div className="templates">
      <h3>{say.definitions.templates}</h3>
      <ul>
        {data.map(({ name, title, forWhom }) => (
          <li key={name}>
            <Busy className="quiet" label={title[code]} run={async () => edit(await templateText(name, code))} />
            <p className="lighter">{forWhom[code]}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
