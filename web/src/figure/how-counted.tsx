// The dialog behind every figure: by which definition it was counted.
import { type ReactNode, useEffect, useRef } from 'react'
import type { Definition, Figure, QuestionInput } from '#contract/ask.ts'
import { useLanguage } from '../language/language.tsx'
import { Link } from '../shell/link.tsx'
import { Command } from '../shell/command.tsx'
import { Statements } from './statements.tsx'
import { ledgerAddress } from './ledger-address.ts'
import { figureText } from './figure-text.ts'
import type { Shown } from './shown-figure.tsx'

export function HowCounted({ shown, shared, onClose }: { shown: Shown; shared: boolean; onClose: () => void }) {
  const { say, format } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { value, interval } = figureText(shown.figure, shown.definition, format, say)
  const behind = shared ? undefined : ledgerAddress(shown)
  return (
    <dialog
      ref={dialog}
      className="how"
      aria-labelledby="how-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="how-body">
        <header>
          <h2 id="how-title">{say.how.title}</h2>
          <button type="button" className="quiet" aria-label={say.how.close} onClick={() => dialog.current?.close()}>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
            </svg>
          </button>
        </header>
        <p className="how-figure">
          <span className="how-label">
            {shown.label} · {shown.place}
          </span>
          <span className="how-value">{value}</span>
          {interval && <span className="how-interval">{interval}</span>}
        </p>
        {behind && (
          <Link className="how-behind" href={behind}>
            {say.ledger.behind(format.count(shown.figure.value!))} →
          </Link>
        )}
        <Facts shown={shown} />
        {!shared && (
          <>
            <p className="how-ask">{say.how.askYourself}</p>
            <Command text={commandLine(shown.question)} />
            <Statements question={shown.question} />
          </>
        )}
      </div>
    </dialog>
  )
}

function Facts({ shown }: { shown: Shown }) {
  const { say, format } = useLanguage()
  const { definition, figure, question } = shown
  const how = say.how
  const versions = definition.planVersions?.join(', ')
  const mode = question.plan ? how.asIs(question.plan) : how.asWas
  const counted =
    definition.countedTo === null
      ? how.nothingCounted
      : how.countedTo(format.instant(definition.countedTo, definition.timezone))
  return (
    <dl>
      {figure.refused && <Fact name={how.notGiven}>{say.told(figure.refused)}</Fact>}
      <Fact name={how.metric}>{say.metrics[definition.metric] ?? definition.name}</Fact>
      <Fact name={how.formula}>{say.told(definition.formula)}</Fact>
      {figure.denominator !== undefined && <Fact name={how.computed}>{computedFrom(figure, definition, format)}</Fact>}
      {definition.base && <Fact name={how.per}>{say.told(definition.base)}</Fact>}
      {definition.point && definition.point.length > 0 && (
        <Fact name={how.points}>
          {definition.point.map((point) => (
            <span key={point.id} className="how-point">
              {point.name} <small>{say.tiers[point.tier] ?? point.tier}</small>
              <code>{say.told(point.rule)}</code>
              <small>{say.told(point.oncePer)}</small>
            </span>
          ))}
        </Fact>
      )}
      <Fact name={how.planVersion}>{versions ? `${versions} · ${mode}` : how.noPlan}</Fact>
      <Fact name={how.basis}>{say.told(definition.basis)}</Fact>
      {definition.window && <Fact name={how.window}>{say.told(definition.window)}</Fact>}
      <Fact name={how.interval}>{definition.interval ? say.told(definition.interval) : how.noInterval}</Fact>
      <Fact name={how.period}>{format.fullDayRange(definition.from, definition.to)}</Fact>
      {definition.comparison && (
        <Fact name={say.explore.before}>
          {format.fullDayRange(definition.comparison.from, definition.comparison.to)}
        </Fact>
      )}
      <Fact name={how.timezone}>{definition.timezone}</Fact>
      {definition.currency && <Fact name={how.currency}>{definition.currency}</Fact>}
      <Fact name={how.completeness}>{counted}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function computedFrom(
  figure: Figure,
  definition: Definition,
  format: ReturnType<typeof useLanguage>['format'],
): string {
  const money = definition.unit.startsWith('money')
  const above = figure.numerator ?? 0
  const numerator = money ? format.money(above, figure.currency ?? definition.currency ?? '') : format.count(above)
  return `${numerator} ÷ ${format.count(figure.denominator ?? 0)}`
}

/** As a shell takes it: in quotes where it holds more than plain letters. */
function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** The question as the command line asks it. */
export function commandLine(question: QuestionInput): string {
  const parts = ['onecount ask', `--metric ${question.metrics.join(',')}`]
  if (question.by && question.by.length > 0) parts.push(`--by ${question.by.join(',')}`)
  if (question.points) parts.push(`--point ${question.points.join(',')}`)
  if (question.from) parts.push(`--from ${question.from}`)
  if (question.to) parts.push(`--to ${question.to}`)
  if (question.attribution) {
    const { model, lookback, half_life: halfLife } = question.attribution
    parts.push(`--attribution ${model}`)
    if (lookback) parts.push(`--lookback ${lookback}`)
    if (halfLife && model === 'time_decay') parts.push(`--half-life ${halfLife}`)
  }
  if (question.micro) parts.push(`--micro ${question.micro}`)
  for (const [dimension, values] of Object.entries(question.filter ?? {})) {
    for (const value of [values].flat()) parts.push(`--filter ${quoted(`${dimension}=${value}`)}`)
  }
  if (question.basis === 'click') parts.push('--basis click')
  if (question.compare) {
    const { compare } = question
    parts.push(`--compare ${typeof compare === 'object' ? `${compare.from}..${compare.to}` : compare}`)
  }
  if (question.known) parts.push(`--known ${question.known}`)
  if (question.plan) parts.push(`--plan ${question.plan}`)
  return parts.join(' ')
}
