// The page's first words: what the last week brought, which channel brought most, what one cost.
import { Fragment, type ReactNode } from 'react'
import type { AnswerRow, Figure } from '#contract/ask.ts'
import type { Point } from '#contract/plan.ts'
import { addDays } from '../days.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { type OverviewAnswers, findRow, showFigure } from './questions.ts'

interface Props {
  points: readonly Point[]
  answers: OverviewAnswers
  lastWeek: string | undefined
}

export function Sentences({ points, answers, lastWeek }: Props) {
  const macro = points.find((point) => point.tier === 'macro')
  if (!macro) return null
  return (
    <p className="sentences">
      {lastWeek && <LastWeek points={points} answers={answers} week={lastWeek} />}{' '}
      <Leader macro={macro} answers={answers} /> <Cost macro={macro} answers={answers} />
    </p>
  )
}

function LastWeek({ points, answers, week }: { points: readonly Point[]; answers: OverviewAnswers; week: string }) {
  const { say, format } = useLanguage()
  const range = format.dayRange(week, addDays(week, 6))
  const counted = (point: Point): ReactNode => {
    const row = findRow(answers.byWeek.answer, { point: point.id, week })
    const shown = showFigure(answers.byWeek, row, 'cv', { label: point.name, place: range }, point.id)
    const figure = shown ? <FigureButton shown={shown} layout="inline" /> : format.count(0)
    return say.overview.counted(figure, insideSentence(point.name))
  }
  const [macro, ...micros] = points.toSorted((a, b) => a.tier.localeCompare(b.tier))
  if (!macro) return null
  if (micros.length === 0) return say.overview.lastWeekMacroOnly({ week: range, macro: counted(macro) })
  return say.overview.lastWeek({ week: range, macro: counted(macro), micros: listOf(micros.map(counted), format) })
}

function Leader({ macro, answers }: { macro: Point; answers: OverviewAnswers }) {
  const { say } = useLanguage()
  const { byChannel } = answers
  const leader = byChannel.answer.rows.toSorted((a, b) => cvOf(b) - cvOf(a))[0]
  if (!leader || cvOf(leader) === 0) return say.overview.noneYet(insideSentence(macro.name))
  const channel = channelName(String(leader['channel']), say)
  const cv = showFigure(byChannel, leader, 'cv', { label: macro.name, place: channel })
  const total = showFigure(byChannel, byChannel.answer.total, 'cv', { label: macro.name, place: say.overview.total })
  if (!cv || !total) return null
  return say.overview.leader({
    channel,
    name: insideSentence(macro.name),
    cv: <FigureButton shown={cv} layout="inline" />,
    total: <FigureButton shown={total} layout="inline" />,
  })
}

function Cost({ macro, answers }: { macro: Point; answers: OverviewAnswers }) {
  const { say } = useLanguage()
  const { byChannel } = answers
  const words = { label: say.metrics['cpa'] ?? 'CPA', place: say.overview.total }
  const shown = showFigure(byChannel, byChannel.answer.total, 'cpa', words)
  if (!shown || shown.figure.value === null) return null
  return say.overview.cost({ name: insideSentence(macro.name), cpa: <FigureButton shown={shown} layout="inline" /> })
}

function cvOf(row: AnswerRow): number {
  return (row['cv'] as Figure | undefined)?.value ?? 0
}

/** `Paid deals` → `paid deals`; abbreviations such as `CRM` stay. */
function insideSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
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
