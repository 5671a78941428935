// Landing pages: the CVR of the visits that began there, in both periods.
import type { DriftFormat } from '#contract/drift-words.ts'
import type { DriftPage } from '#contract/drift.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import { signed } from './waterfall.tsx'

export function Pages({ pages, format }: { pages: readonly DriftPage[]; format: DriftFormat }) {
  const { say } = useLanguage()
  const words = say.drift
  const columns = useColumns(format)
  return (
    <section aria-labelledby="drift-pages">
      <header className="section-head">
        <h2 id="drift-pages">{words.pages}</h2>
        <span className="lighter">{words.pagesHint}</span>
      </header>
      <Table label={{ id: 'drift-pages' }} columns={columns} rows={pages} keyOf={({ page }) => page} />
    </section>
  )
}

function useColumns(own: DriftFormat): Column<DriftPage>[] {
  const { say, format } = useLanguage()
  const words = say.drift
  const cvr = ({ visits, cvs }: DriftPage['before']): string => (visits === 0 ? '–' : format.rate(cvs / visits))
  const percent = (share: number): string => signed(share, (each) => format.rate(each))
  return [
    { id: 'page', head: words.page, text: 'cut', cell: ({ page }) => <code>{page}</code> },
    {
      id: 'visits',
      head: words.visits,
      number: true,
      cell: ({ after }) => format.count(after.visits),
      by: ({ after }) => after.visits,
    },
    { id: 'before', head: words.wasHead, number: true, cell: ({ before }) => cvr(before) },
    { id: 'after', head: words.isHead, number: true, cell: ({ after }) => cvr(after) },
    {
      id: 'change',
      head: words.change,
      number: true,
      by: ({ ratio }) => ratio?.value ?? 1,
      cell: ({ ratio }) =>
        ratio === null ? (
          '–'
        ) : (
          <>
            {percent(ratio.value - 1)} <small>{words.between(percent(ratio.low - 1), percent(ratio.high - 1))}</small>
          </>
        ),
    },
    {
      id: 'part',
      head: words.part,
      number: true,
      by: ({ part }) => part?.value ?? 0,
      cell: ({ part }) =>
        part === null ? (
          '–'
        ) : (
          <>
            {signed(part.value, own.value)} <small>± {own.value(part.reach)}</small>
          </>
        ),
    },
  ]
}
