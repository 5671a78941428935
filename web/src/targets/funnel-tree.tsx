// The funnel read backwards as a tree: revenue, the customers it needs, and so on down to the first step; micros beside it.
import type { CSSProperties } from 'react'
import type { Funnel, RateInput, Reckoned } from '#contract/funnel.ts'
import type { ReckonedTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'

/** How far a step is moved in. */
const deep = (depth: number): CSSProperties => ({ '--depth': depth }) as CSSProperties

export function FunnelTree({ funnel, answer: { reckoned } }: { funnel: Funnel; answer: ReckonedTarget }) {
  const { say, format } = useLanguage()
  const words = say.targets
  const money = (amount: number): string => format.money(amount, funnel.currency)
  const { stages, at, micros } = reckoned
  const backwards = stages.map((stage, index) => ({ ...stage, index })).toReversed()
  return (
    <section aria-labelledby="tree">
      <div className="section-head">
        <h2 id="tree">{words.tree}</h2>
        <small>{words.treeHint}</small>
      </div>
      <ul className="funnel-tree">
        <li>
          <strong>{money(Number(funnel.revenue))}</strong> {words.revenueNode}
          {Number(funnel.renewals) > 0 && <small> {words.renewals(money(Number(funnel.renewals)))}</small>}
        </li>
        <li style={deep(1)}>
          <strong>{format.reckoned(reckoned.customers)}</strong>{' '}
          {words.customersNode(reckoned.from_opening >= 0.05 ? format.reckoned(reckoned.from_opening) : null)}
          <small> {words.perCustomer(money(Number(funnel.customer_value.value)))}</small>
        </li>
        {backwards.map(({ name, total, index }, depth) => (
          <li key={index} className={index === at ? 'counted' : undefined} style={deep(depth + 2)}>
            <strong>{format.count(total)}</strong> {name}
            {funnel.stages[index]!.rate && <Rate input={funnel.stages[index]!.rate} />}
          </li>
        ))}
        {micros.map(({ name, point, total }) => {
          const { rate, share } = funnel.micros.find((micro) => micro.point === point)!
          return (
            <li key={point} className="micro" style={deep(stages.length - at + 2)}>
              <strong>{format.count(total)}</strong> {name}{' '}
              <small>{words.beside(share ? format.rate(shareOf(share.value)) : null)},</small>
              <Rate input={rate} />
            </li>
          )
        })}
      </ul>
      <Facts funnel={funnel} reckoned={reckoned} />
      <Sources funnel={funnel} />
    </section>
  )
}

/** What a CV may cost, what follows from it, and who comes after the end. */
function Facts({ funnel, reckoned }: { funnel: Funnel; reckoned: Reckoned }) {
  const { say, format } = useLanguage()
  const words = say.targets
  const money = (amount: number): string => format.money(amount, funnel.currency)
  const { after } = reckoned
  const facts = [
    reckoned.target_cpa !== null &&
      words.cpaFrom({
        perCustomer: money(reckoned.allowed_per_customer!),
        rate: format.rate(reckoned.close_rate),
        cpa: money(reckoned.target_cpa),
      }),
    reckoned.target_cvr !== null && words.cvr(format.rate(reckoned.target_cvr)),
    reckoned.target_roas !== null && words.roas(format.reckoned(reckoned.target_roas)),
    reckoned.spend !== null && words.spend(money(reckoned.spend)),
    after.customers >= 0.5 &&
      words.afterEnd({ customers: format.reckoned(after.customers), revenue: money(after.revenue) }),
  ].filter((fact) => fact !== false)
  return (
    <ul className="target-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
}

/** A rate written as 0.2, 20% or 194/970. */
export function shareOf(rate: string): number {
  const [over, under] = rate.split('/')
  if (under !== undefined) return Number(over) / Number(under)
  return rate.endsWith('%') ? Number(rate.slice(0, -1)) / 100 : Number(rate)
}

function Rate({ input: { value } }: { input: RateInput }) {
  const { say, format } = useLanguage()
  const share = format.rate(shareOf(value))
  return <small> {say.targets.goesOn(value.includes('/') ? `${share} (${value})` : share)}</small>
}

/** Each input with its source: by which definition and of which days it was measured, or the note that was typed. */
function Sources({ funnel }: { funnel: Funnel }) {
  const { say, format } = useLanguage()
  const words = say.targets
  const { stages, customer_value, season, pace, cpc, ltv } = funnel
  const inputs = [
    ...stages.slice(0, -1).map(({ name, rate }, index) => [words.rate(name, stages[index + 1]!.name), rate] as const),
    [words.customerValue, customer_value] as const,
    [words.months, season] as const,
    [words.paceCv, pace?.cv] as const,
    [words.paceCost, pace?.cost] as const,
    ['CPC', cpc] as const,
    ['LTV', ltv] as const,
  ]
  return (
    <details className="target-sources">
      <summary>{words.sources}</summary>
      <dl className="findings">
        {inputs.map(
          ([label, input]) =>
            input && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {input.measured
                    ? words.measured({
                        definition: input.measured.definition,
                        from: format.fullDay(input.measured.from),
                        to: format.fullDay(input.measured.to),
                      })
                    : words.typed(input.note)}
                </dd>
              </div>
            ),
        )}
      </dl>
    </details>
  )
}
