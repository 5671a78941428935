// What is missing from the data: each finding with its days, how sure it is, the likely cause and what to do.
import type { Gap, GapReport } from '#contract/gaps.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import type { Loaded } from '../use-loaded.ts'

export function Gaps({ loaded: { data, error, retry } }: { loaded: Loaded<GapReport> }) {
  const { say, format } = useLanguage()
  const words = say.sources
  return (
    <section aria-labelledby="gaps-title" aria-busy={!data && !error}>
      <header className="section-head">
        <h2 id="gaps-title">{words.missing}</h2>
        {data && <span className="lighter">{format.fullDayRange(data.from, data.to)}</span>}
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && (
        <div className="bone bone-row" role="status">
          <span className="hidden">{words.searching}</span>
        </div>
      )}
      {data && <Findings report={data} />}
    </section>
  )
}

function Findings({ report: { gaps, watched, from, to, falseAlarmsPerMonth } }: { report: GapReport }) {
  const { say, format } = useLanguage()
  const words = say.sources
  if (watched.length === 0 && gaps.length === 0) return <p className="lighter">{words.tooYoung}</p>
  return (
    <>
      {gaps.length === 0 && <p>{words.noGaps(format.fullDayRange(from, to))}</p>}
      <ol className="gaps">
        {gaps.map((gap) => (
          <Finding key={`${gap.from} ${gap.what}`} gap={gap} />
        ))}
      </ol>
      <p className="lighter">
        {words.promise({
          watched: format.count(watched.length),
          months: format.count(Math.round(1 / falseAlarmsPerMonth)),
        })}
      </p>
    </>
  )
}

function Finding({ gap }: { gap: Gap }) {
  const { say, format } = useLanguage()
  const words = say.sources
  const { what, from, to, observed, expected, cause, todo, also } = gap
  const days = to === null ? words.since(format.day(from)) : format.dayRange(from, to)
  const number = (value: number): string => format.count(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
  return (
    <li>
      <h3>
        {say.told(what)} <span className="lighter">{days}</span>
      </h3>
      <dl>
        {expected && (
          <Fact name={words.seen}>
            {words.seenText({
              observed: number(observed),
              mean: number(expected.mean),
              low: number(expected.low),
              high: number(expected.high),
            })}
          </Fact>
        )}
        <Fact name={words.sure}>{useSureness(gap)}</Fact>
        <Fact name={words.cause}>{say.told(cause)}</Fact>
        <Fact name={words.todo}>{say.told(todo)}</Fact>
        {also.length > 0 && <Fact name={words.also}>{also.map((each) => say.told(each)).join(' · ')}</Fact>}
      </dl>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function useSureness({ byChanceEveryMonths: months }: Gap): string {
  const { say, format } = useLanguage()
  const words = say.sources
  if (months === null) return words.certain
  if (months >= 1_200) return words.rare
  return months >= 24
    ? words.everyYears(format.count(Math.round(months / 12)))
    : words.everyMonths(format.count(Math.round(months)))
}
