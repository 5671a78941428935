// What the table is about: which page, whose CVs, and what tells calls to action apart. All of it stands in the address.
import type { Point } from '#contract/plan.ts'
import { useParams } from '../address.ts'
import { useLanguage } from '../language/language.tsx'
import { ctaDimensions } from './words.tsx'

interface Props {
  points: readonly Point[]
  point: string
  pages: readonly string[]
  page: string | null
  by: readonly string[]
}

const most = 4

export function Filters({ points, point, pages, page, by }: Props) {
  const { say } = useLanguage()
  const words = say.ctas
  const [, change] = useParams()
  const toggle = (dimension: string) => {
    const next = by.includes(dimension) ? by.filter((each) => each !== dimension) : [...by, dimension]
    change({ by: next.join(',') }, 'replace')
  }
  const shown = page === null || pages.includes(page) ? pages : [page, ...pages]
  return (
    <div className="cta-filters">
      <label className="choice">
        <span>{words.page}</span>
        <select value={page ?? ''} onChange={(event) => change({ page: event.target.value || null })}>
          <option value="">{words.allPages}</option>
          {shown.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="choice">
        <span>{words.point}</span>
        <select value={point} onChange={(event) => change({ point: event.target.value })}>
          {points.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="apart">
        <legend>
          {words.apart} ({words.most})
        </legend>
        {ctaDimensions.map((dimension) => {
          const chosen = by.includes(dimension)
          return (
            <label key={dimension}>
              <input
                type="checkbox"
                checked={chosen}
                disabled={chosen ? by.length === 1 : by.length === most}
                onChange={() => toggle(dimension)}
              />
              {words.dimensions[dimension]}
            </label>
          )
        })}
      </fieldset>
    </div>
  )
}
