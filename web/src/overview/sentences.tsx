// The page's first words: what the last week brought, which channel brought most, what one cost.
import { Fragment, type ReactNode } from 'react'
import type { AnswerRow, Figure } from '#contract/ask.ts'
import { addDays } from '../days.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { type OverviewAnswers, type PointAnswers, dimension, showFigure } from './questions.ts'

export function Sentences({ answers, lastWeek }: { answers: OverviewAnswers; lastWeek: string | undefined }) {
  const [macro, ...micros] = answers
  if (!macro) return null
  return (
    <div className="sentences">
      {lastWeek && (
        <p className="first">
          <LastWeek macro={macro} micros={micros} week={lastWeek} />
        </p>
      )}
      <p className={lastWeek ? undefined : 'first'}>
        <Leader macro={macro} /> <Cost macro={macro} />
      </p>
    </div>
  )
}

function LastWeek({ macro, micros, week }: { macro: PointAnswers; micros: PointAnswers[]; week: string }) {
  const { say, format } = useLanguage()
  const range = format.dayRange(week, addDays(week, 6))
  const counted = ({ point, byWeek }: PointAnswers): ReactNode => {
    const shown = showFigure(byWeek, point, { week }, 'cv', { label: point.name, place: range })
    const layout = point.tier === 'macro' ? 'inline' : 'bare'
    const figure = shown ? <FigureButton shown={shown} layout={layout} /> : format.count(0)
    return say.overview.counted(figure, point.name)
  }
  if (micros.length === 0) return say.overview.lastWeekMacroOnly({ week: range, macro: counted(macro) })
  return say.overview.lastWeek({ week: range, macro: counted(macro), micros: listOf(micros.map(counted), format) })
}

function Leader({ macro: { point, byChannel, total } }: { macro: PointAnswers }) {
  const { say } = useLanguage()
  const leader = byChannel.answer.rows.toSorted((a, b) => cvOf(b) - cvOf(a))[0]
  if (!leader || cvOf(leader) === 0) return say.overview.noneYet(point.name)
  const id = dimension(leader, 'channel')
  const channel = channelName(id, say)
  const cv = showFigure(byChannel, point, { channel: id }, 'cv', {
    label: point.name,
    place: channel,
  })
  const all = showFigure(total, point, 'total', 'cv', { label: point.name, place: say.overview.total })
  if (!cv || !all) return null
  return say.overview.leader({
    channel,
    name: point.name,
    cv: <FigureButton shown={cv} layout="inline" />,
    total: <FigureButton shown={all} layout="bare" />,
  })
}

function Cost({ macro: { point, total } }: { macro: PointAnswers }) {
  const { say } = useLanguage()
  const words = { label: say.metrics['cpa'] ?? 'CPA', place: say.overview.total }
  const shown = showFigure(total, point, 'total', 'cpa', words)
  if (!shown || shown.figure.value === null) return null
  return say.overview.cost({ name: point.name, cpa: <FigureButton shown={shown} layout="inline" /> })
}

function cvOf(row: AnswerRow): number {
  return (row['cv'] as Figure | undefined)?.value ?? 0
}

function listOf(items: readonly ReactNode[], format: Format): ReactNode {
  const between = format.separators(items.length)
  return items.map((item, index) => (
    <Fragment key={index}>
      {item}
      {between[index]}
    </Fragment>
  ))
}
