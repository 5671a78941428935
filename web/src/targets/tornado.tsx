// What moves the revenue most: a bar an input, from one end of its interval to the other.
import type { Outlook } from '#contract/funnel.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  outlook: Outlook
  currency: string
  /** The goal, as a line. */
  revenue: number
}

export function Tornado({ outlook: { tornado }, currency, revenue }: Props) {
  const { say, format } = useLanguage()
  const words = say.targets
  const ends = [...tornado.flatMap(({ low, high }) => [low.revenue, high.revenue]), revenue]
  const [least, most] = [Math.min(...ends) * 0.98, Math.max(...ends) * 1.02]
  const place = (value: number): string => `${((value - least) / (most - least)) * 100}%`
  const bars = tornado.filter(({ low, high }) => low.revenue !== high.revenue)
  return (
    <section aria-labelledby="tornado">
      <h2 id="tornado">{words.tornado}</h2>
      <p className="lighter">{bars.length === 0 ? words.nothingUncertain : words.tornadoHint}</p>
      <ul className="tornado">
        {bars.map(({ input, name, low, high }) => {
          const [from, to] = [Math.min(low.revenue, high.revenue), Math.max(low.revenue, high.revenue)]
          const [first, last] = [format.money(from, currency), format.money(to, currency)]
          return (
            <li key={input}>
              <span className="tornado-name">{inputName(input, name)}</span>
              <span
                className="tornado-line"
                role="img"
                aria-label={words.tornadoBar({ name: inputName(input, name), low: first, high: last })}
              >
                <span
                  className="tornado-bar"
                  style={{ left: place(from), width: `calc(${place(to)} - ${place(from)})` }}
                />
                <span className="tornado-goal" style={{ left: place(revenue) }} />
              </span>
              <small>
                {first} – {last}
              </small>
            </li>
          )
        })}
      </ul>
    </section>
  )

  function inputName(input: string, name: string): string {
    if (input === 'customer_value') return words.customerValue
    if (input === 'pace.cv') return words.paceCv
    return input === 'pace.cost' ? words.paceCost : name
  }
}
