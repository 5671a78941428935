// What somebody with a link sees, signed in or not: one answer, as it was when it was shared.
import type { SharedAnswer } from '#contract/share.ts'
import { usePath } from '../address.ts'
import { getJson } from '../api.ts'
import { FigureDialog } from '../figure/shown-figure.tsx'
import { ChannelNames, useLanguage } from '../language/language.tsx'
import { Failed } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { PlanZone, TimedTitle, useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { AnswerView } from './answer-view.tsx'
import { plainName } from './catalogue.ts'
import type { NameOf } from './explore.tsx'
import { PointNames } from './value-name.ts'
import './explore.css'

export function SharedPage() {
  const { say } = useLanguage()
  const path = usePath()
  const { data, error, retry } = useLoaded(path, (signal) => getJson<SharedAnswer>(path, signal))
  if (error) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={say.explore.sharedTitle} shape={['sentence', 'chart', 'rows']} />
  return (
    <ChannelNames rules={data.channels}>
      <PlanZone zone={data.answer.definitions[0]?.timezone ?? null}>
        <Shared shared={data} path={path} />
      </PlanZone>
    </ChannelNames>
  )
}

function Shared({ shared, path }: { shared: SharedAnswer; path: string }) {
  const { say, code } = useLanguage()
  const times = useTimes()
  const words = say.explore
  const { title, question, answer, at, expiresAt, since } = shared
  const points = answer.definitions.flatMap(({ point = [] }) => point)
  const names = new Map(points.map(({ id, name }) => [id, name]))
  const nameOf: NameOf = {
    metric: (id) => shared.names[id]?.[code] ?? id,
    dimension: (id) => shared.names[id]?.[code] ?? plainName(id, say.explore.ofPerson),
  }
  const about = (question.by ?? []).includes('point') ? '' : [...names.values()].join(', ')
  return (
    <PointNames value={names}>
      <FigureDialog shared>
        <div className="page explore">
          <TimedTitle>{title}</TimedTitle>
          <p className="lighter shared-at">{words.sharedAt(times.instant(at), times.instant(expiresAt))}</p>
          {since.erased + since.removed > 0 && <p className="shared-since">{words.since(since)}</p>}
          <AnswerView given={{ question, answer }} nameOf={nameOf} about={about} />
          <p className="take-away-files">
            {(['csv', 'parquet', 'json'] as const).map((kind) => (
              <a key={kind} className="action quiet-action" href={`${path}?format=${kind}`} download>
                {kind === 'csv' ? 'CSV' : kind === 'json' ? 'JSON' : 'Parquet'}
              </a>
            ))}
          </p>
        </div>
      </FigureDialog>
    </PointNames>
  )
}
