// What is asked: metrics, splits, points, filters, what it is compared with, on which date, and as known when.
import { useState } from 'react'
import type { PlanVersion } from '#contract/plan.ts'
import { ask } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { addDays } from '../days.ts'
import type { Days } from '../overview/questions.ts'
import { useLoaded } from '../use-loaded.ts'
import type { Asked } from './asked.ts'
import { type Catalogue, type Group, groups, inGroups } from './catalogue.ts'
import { CreditingChoice } from './crediting-choice.tsx'
import { Pick } from './pick.tsx'
import { useValueName } from './value-name.ts'

interface Props {
  asked: Asked
  change: (part: Partial<Asked>) => void
  catalogue: Catalogue
  plan: PlanVersion
  days: Days
}

export function Choices(props: Props) {
  const { asked, change, catalogue, plan } = props
  const { say } = useLanguage()
  const words = say.explore
  const points = plan.plan.points.map(({ id, name, tier }) => ({ id, name, hint: say.tiers[tier]! }))
  return (
    <div className="explore-choices">
      <Pick
        label={words.metrics}
        none={words.choose}
        chosen={asked.metrics}
        change={(metrics) => change({ metrics })}
        groups={metricGroups(catalogue, words.groups, say.told)}
      />
      <Pick
        label={words.by}
        none={words.notSplit}
        chosen={asked.by}
        most={4}
        change={(by) => change({ by })}
        groups={catalogue.dimensions.map(({ group, ids }) => ({
          name: words.dimensionGroups[group],
          options: ids.map((id) => ({ id, name: catalogue.dimensionName(id) })),
        }))}
      />
      <Pick
        label={words.points}
        none={asked.by.includes('point') ? words.allPoints : words.macroPoint}
        chosen={asked.points}
        change={(chosen) => change({ points: chosen })}
        groups={[{ name: '', options: points }]}
      />
      <Filters {...props} />
      <CompareChoice asked={asked} change={change} days={props.days} />
      <label className="choice">
        <span>{words.basis}</span>
        <select value={asked.basis} onChange={(event) => change({ basis: event.target.value as Asked['basis'] })}>
          <option value="conversion">{words.byConversion}</option>
          <option value="click">{words.byClick}</option>
        </select>
      </label>
      <CreditingChoice asked={asked} change={change} />
      {asked.metrics.includes('transition') && <MicroChoice {...props} />}
      <label className="choice">
        <span>{words.known}</span>
        <input type="date" value={asked.known} onChange={(event) => change({ known: event.target.value })} />
      </label>
    </div>
  )
}

/** Where a transition starts. */
function MicroChoice({ asked, change, plan }: Props) {
  const { say } = useLanguage()
  const words = say.explore
  const micros = plan.plan.points.filter(({ tier }) => tier === 'micro')
  return (
    <label className="choice">
      <span>{words.micro}</span>
      <select value={asked.micro} onChange={(event) => change({ micro: event.target.value })}>
        <option value="">{words.onlyMicro}</option>
        {micros.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function metricGroups(
  { metrics, metricName }: Catalogue,
  names: Record<Group, string>,
  told: (text: string) => string,
) {
  return inGroups(groups, metrics).map(({ group, entries }) => ({
    name: names[group],
    options: entries.map(({ id, formula, aliases }) => ({
      id,
      name: metricName(id),
      hint: told(formula),
      also: aliases ?? [],
    })),
  }))
}

/** Which dimensions are kept to some of their values: one is chosen, then its values. */
function Filters({ asked, change, catalogue, days }: Props) {
  const { say } = useLanguage()
  const words = say.explore
  const [open, setOpen] = useState<string | null>(null)
  const dimensions = [...new Set([...Object.keys(asked.filter), ...(open === null ? [] : [open])])]
  const free = catalogue.dimensions
    .filter(({ group }) => group !== 'time')
    .map(({ group, ids }) => ({ group, ids: ids.filter((id) => !dimensions.includes(id) && id !== 'point') }))
    .filter(({ ids }) => ids.length > 0)
  const keep = (dimension: string, values: string[]) => {
    const { [dimension]: _, ...others } = asked.filter
    change({ filter: values.length === 0 ? others : { ...others, [dimension]: values } })
  }
  return (
    <>
      {dimensions.map((dimension) => (
        <Values
          key={dimension}
          dimension={dimension}
          name={catalogue.dimensionName(dimension)}
          chosen={asked.filter[dimension] ?? []}
          change={(values) => keep(dimension, values)}
          {...{ asked, days }}
        />
      ))}
      <label className="choice">
        <span>{words.filter}</span>
        <select value="" onChange={(event) => setOpen(event.target.value)}>
          <option value="">{words.addFilter}</option>
          {free.map(({ group, ids }) => (
            <optgroup key={group} label={words.dimensionGroups[group]}>
              {ids.map((id) => (
                <option key={id} value={id}>
                  {catalogue.dimensionName(id)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </>
  )
}

interface ValuesProps {
  dimension: string
  name: string
  chosen: readonly string[]
  change: (values: string[]) => void
  asked: Asked
  days: Days
}

/** The values that what is asked for has of a dimension in these days. */
function Values({ dimension, name, chosen, change, asked, days }: ValuesProps) {
  const { say } = useLanguage()
  const words = say.explore
  const nameOf = useValueName()
  const { metrics, points } = asked
  const { data } = useLoaded(JSON.stringify(['values', dimension, metrics, points, days]), async (signal) => {
    const question = { metrics, by: [dimension], ...days, ...(points.length > 0 && { points }) }
    const { rows } = await ask(question, signal)
    return rows.map((row) => String(row[dimension])).slice(0, 200)
  })
  const values = [...new Set([...chosen, ...(data ?? [])])]
  return (
    <Pick
      label={words.only(name)}
      none={data ? words.all : say.loading}
      chosen={chosen}
      change={change}
      groups={[{ name: '', options: values.map((id) => ({ id, name: nameOf(dimension, id) })) }]}
    />
  )
}

function CompareChoice({ asked, change, days }: CompareProps) {
  const { say } = useLanguage()
  const words = say.explore
  const own = asked.compare.includes('..')
  const [from = '', to = ''] = own ? asked.compare.split('..') : []
  const choose = (value: string) =>
    change({ compare: value === 'own' ? `${addDays(days.from, -364)}..${addDays(days.to, -364)}` : value })
  return (
    <>
      <label className="choice">
        <span>{words.compare}</span>
        <select value={own ? 'own' : asked.compare} onChange={(event) => choose(event.target.value)}>
          <option value="">{words.noComparison}</option>
          <option value="previous">{words.previous}</option>
          <option value="year">{words.yearBefore}</option>
          <option value="own">{words.ownDays}</option>
        </select>
      </label>
      {own && (
        <span className="own-days">
          {[
            { value: from, label: say.period.from, next: (day: string) => `${day}..${to}` },
            { value: to, label: say.period.to, next: (day: string) => `${from}..${day}` },
          ].map(({ value, label, next }) => (
            <input
              key={label}
              type="date"
              aria-label={`${words.compare}: ${label}`}
              value={value}
              onChange={(event) => event.target.value !== '' && change({ compare: next(event.target.value) })}
            />
          ))}
        </span>
      )}
    </>
  )
}

interface CompareProps {
  asked: Asked
  change: (part: Partial<Asked>) => void
  days: Days
}
