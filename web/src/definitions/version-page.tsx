// One version: its state, the file as it was proposed, and what happened to it.
import type { PlanHistory } from '#contract/plan-life.ts'
import type { PlanView } from '#contract/plan.ts'
import { go } from '../address.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Failed } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Bones } from './bones.tsx'
import { Busy } from './busy.tsx'
import { Entries } from './history.tsx'
import { PointList } from './proposal.tsx'
import { createDraft, planFile, withoutDay } from './requests.ts'
import './editor.css'

const at = (version: number): string => `/api/v1/plans/${version}`

export function VersionPage({ version }: { version: number }) {
  const { say } = useLanguage()
  const words = say.definitions
  const edits = useMay('editor')
  const { data, error, retry } = useLoaded(`version ${version}`, async (signal) => ({
    view: await getJson<PlanView>(at(version), signal),
    text: await planFile(version, signal),
    history: await getJson<PlanHistory>(`${at(version)}/history`, signal),
  }))
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Bones />
  const { view, text, history } = data
  const change = async () => go(`/definitions/draft/${(await createDraft(withoutDay(text))).id}`)
  return (
    <div className="page definitions">
      <Link className="back" href="/definitions">
        {words.back}
      </Link>
      <TimedTitle>{words.version(version)}</TimedTitle>
      <div className="sentences">
        <p className="first">{words.states[view.state]}</p>
      </div>
      <div className="definition-actions">
        {edits && <Busy className="action" run={change} label={words.change} />}
        <a className="quiet-link" href={`${at(version)}/text`} download={`plan-${version}.yaml`}>
          {words.download}
        </a>
        <DocumentLinks version={version} />
      </div>
      <section aria-labelledby="version-points">
        <header className="section-head">
          <h2 id="version-points">{words.points}</h2>
        </header>
        <PointList version={view} />
      </section>
      <section aria-labelledby="version-file">
        <header className="section-head">
          <h2 id="version-file">{words.file}</h2>
        </header>
        <pre className="plan-file" role="region" aria-label="YAML" tabIndex={0}>
          {text}
        </pre>
      </section>
      <section aria-labelledby="version-history">
        <header className="section-head">
          <h2 id="version-history">{words.history}</h2>
        </header>
        <Entries entries={history.entries.toReversed()} />
      </section>
    </div>
  )
}

/** To the definition document: as a page, and as a file to hand on. */
export function DocumentLinks({ version }: { version: number }) {
  const { say, code } = useLanguage()
  const address = (format: 'html' | 'pdf'): string => `${at(version)}/document?format=${format}&language=${code}`
  return (
    <>
      <a className="quiet-link" href={address('html')}>
        {say.definitions.document}
      </a>
      <a className="quiet-link" href={address('pdf')} download={`plan-${version}-${code}.pdf`}>
        {say.definitions.documentFile}
      </a>
    </>
  )
}
