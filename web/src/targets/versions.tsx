// Who saved which version of a target, when and why.
import type { StoredTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'
import { Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'

export function Versions({ versions }: { versions: readonly StoredTarget[] }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.targets
  const cvOf = ({ months }: StoredTarget): number => months.reduce((sum, { cv }) => sum + cv, 0)
  return (
    <section>
      <h2 id="target-versions">{words.versions}</h2>
      <Table
        label={{ id: 'target-versions' }}
        rows={versions.toReversed()}
        keyOf={({ version }) => String(version)}
        sortable={false}
        columns={[
          {
            id: 'version',
            head: words.version,
            cell: ({ version, withdrawn }) =>
              `${version}${withdrawn ? ` · ${words.takenBack}` : version === versions.length ? ` · ${words.current}` : ''}`,
          },
          { id: 'cv', head: 'CV', number: true, cell: (each) => format.count(cvOf(each)) },
          { id: 'cpa', head: 'CPA', number: true, cell: ({ cpa, currency }) => format.money(cpa, currency) },
          { id: 'effective', head: words.inForce, cell: ({ effective }) => format.fullDay(effective) },
          { id: 'at', head: words.saved, cell: ({ at }) => times.instant(at) },
          { id: 'by', head: words.by, cell: ({ by }) => by },
          { id: 'why', head: words.why, text: 'wrap', cell: ({ why }) => why },
        ]}
      />
    </section>
  )
}
