// The chart's figures as a table, newest week first.
import { maturityText } from '../figure/figure-text.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import type { WeekSeries } from './weekly-charts.tsx'

export function WeekTable({ series }: { series: readonly WeekSeries[] }) {
  const { say, format } = useLanguage()
  const weeks = series[0]?.weeks ?? []
  return (
    <div className="scroll" role="region" aria-label={say.overview.chart} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{say.overview.week}</th>
            {series.map(({ point }) => (
              <th key={point.id} scope="col" className="number">
                {point.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks
            .map(({ week, range, over }, index) => (
              <tr key={week}>
                <th scope="row">
                  {range} {!over && <span className="lighter">{say.overview.soFar}</span>}
                </th>
                {series.map(({ point, weeks: own }) => (
                  <td key={point.id} className="number">
                    {own[index]?.shown ? <FigureButton shown={own[index].shown} layout="cell" /> : format.count(0)}
                    {own[index]?.figure?.maturity && (
                      <small className="lighter"> {maturityText(own[index].figure.maturity, format, say)}</small>
                    )}
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </div>
  )
}
