// The channel table's columns: what each counts, for a channel and in all; and the order of channels by them.
import type { Shown } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import type { Messages } from '../language/messages.ts'
import { type Sort, sortRows } from '../table/sort.ts'
import { type OverviewAnswers, type PointAnswers, channelMetrics, dimension, showFigure } from './questions.ts'

export interface Column {
  id: string
  name: string
  /** The point's tier, where it counts one. */
  remark: string
  of: (channel: string) => Shown | undefined
  total: Shown | undefined
}

/** Each point's CVs, the macro's first; then the macro's rate, cost and CPA. */
export function columnsOf(answers: OverviewAnswers, say: Messages): Column[] {
  const columnOf = ({ point, byChannel, total }: PointAnswers, metric: string): Column => {
    const counts = metric === 'cv'
    const label = counts ? point.name : (say.metrics[metric] ?? metric)
    return {
      id: `${point.id} ${metric}`,
      name: label,
      remark: counts ? say.tiers[point.tier]! : '',
      of: (channel) => showFigure(byChannel, point, { channel }, metric, { label, place: channelName(channel, say) }),
      total: showFigure(total, point, 'total', metric, { label, place: say.overview.total }),
    }
  }
  const [macro] = answers
  const others = channelMetrics.filter((metric) => metric !== 'cv')
  return [
    ...answers.map((each) => columnOf(each, 'cv')),
    ...others.flatMap((metric) => (macro ? columnOf(macro, metric) : [])),
  ]
}

/** Every channel that any of the answers has. */
export function channelsOf(answers: OverviewAnswers): string[] {
  return [...new Set(answers.flatMap(({ byChannel }) => byChannel.answer.rows.map((row) => dimension(row, 'channel'))))]
}

/** By a column's values, refused and missing figures last, equal ones by name; or by name, with `channel` as the column. */
export function sortChannels(
  channels: string[],
  columns: readonly Column[],
  sort: Sort,
  nameOf: (channel: string) => string,
  language: string,
): string[] {
  const column = columns.find((each) => each.id === sort.column)
  if (!column) return sortRows(channels, nameOf, sort.descending, language)
  const valueOf = (channel: string): number | null => {
    const shown = column.of(channel)
    return shown ? shown.figure.value : 0
  }
  return sortRows(sortRows(channels, nameOf, false, language), valueOf, sort.descending, language)
}
