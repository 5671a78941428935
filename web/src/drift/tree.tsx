// Where a change lies: channels, opened level by level down to campaign, ad and landing page.
import { useState } from 'react'
import type { DriftEffect, DriftNode, DriftPage, DriftReport } from '#contract/drift.ts'
import { type DriftCause, driftCauses } from '#contract/kinds.ts'
import type { DriftFormat } from '#contract/drift-words.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import type { WrittenParts } from './parts.ts'
import { signed } from './waterfall.tsx'

/** A row of the tree: a segment, or a landing page beside the ads of its campaign. */
type Shown = { level: number; key: string } & ({ node: DriftNode } | { page: DriftPage })

interface TreeProps {
  report: DriftReport
  format: DriftFormat
  parts: WrittenParts
}

export function Tree({ report, format, parts }: TreeProps) {
  const { say } = useLanguage()
  const words = say.drift
  // what alone is looked at is open
  const asked = `/${report.of.channel}`
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([asked, `${asked}/${report.of.campaign}`]))
  const toggle = (key: string) => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  return (
    <section aria-labelledby="drift-table">
      <header className="section-head">
        <h2 id="drift-table">{words.table}</h2>
        <span className="lighter">{words.tableHint}</span>
      </header>
      <Table
        label={{ id: 'drift-table' }}
        className="drift-tree"
        columns={useColumns(format, parts, open, toggle)}
        rows={visible(report.channels, open)}
        keyOf={({ key }) => key}
        rowClass={({ level }) => `level-${level}`}
        sortable={false}
      />
    </section>
  )
}

/** Channels, and what is in those that are open, in order. */
function visible(nodes: readonly DriftNode[], open: ReadonlySet<string>, level = 0, above = ''): Shown[] {
  return nodes.flatMap((node) => {
    const key = `${above}/${node.ad ?? node.campaign ?? node.channel}`
    if (!open.has(key)) return [{ node, level, key }]
    const pages = node.pages.map((page): Shown => ({ page, level: level + 1, key: `${key} ${page.page}` }))
    return [{ node, level, key }, ...visible(node.children, open, level + 1, key), ...pages]
  })
}

function useColumns(
  format: DriftFormat,
  parts: WrittenParts,
  open: ReadonlySet<string>,
  toggle: (key: string) => void,
): Column<Shown>[] {
  const { say } = useLanguage()
  const words = say.drift
  const value = (side: DriftNode['before']): string => (side.value === null ? '–' : format.value(side.value))
  const cvr = ({ visits, cvs }: DriftPage['before']): string =>
    visits === 0 ? '–' : `${words.cvr} ${format.rate(cvs / visits)}`
  return [
    { id: 'segment', head: words.segment, cell: (row) => <Name row={row} open={open} toggle={toggle} /> },
    {
      id: 'before',
      head: words.wasHead,
      number: true,
      cell: (row) => ('page' in row ? cvr(row.page.before) : value(row.node.before)),
    },
    {
      id: 'after',
      head: words.isHead,
      number: true,
      cell: (row) => ('page' in row ? cvr(row.page.after) : value(row.node.after)),
    },
    {
      id: 'part',
      head: words.part,
      number: true,
      cell: (row) => signed('page' in row ? row.page.part!.value : parts.nodes.get(row.node)!, parts.value),
    },
    {
      id: 'mostly',
      head: words.mostly,
      cell: (row) =>
        'page' in row ? (
          <Cause cause="page" effect={row.page.part!} parts={parts} />
        ) : (
          <Cause cause={mainCause(row.node)} effect={row.node.causes[mainCause(row.node)]} parts={parts} />
        ),
    },
  ]
}

interface NameProps {
  row: Shown
  open: ReadonlySet<string>
  toggle: (key: string) => void
}

/** A page, or a segment that opens on what is in it. */
function Name({ row, open, toggle }: NameProps) {
  const { say } = useLanguage()
  const words = say.drift
  const nameOf = ({ channel, campaign, ad }: DriftNode): string => {
    if (ad !== null) return ad === '' ? words.noAd : ad
    if (campaign !== null) return campaign === '' ? words.noCampaign : campaign
    return channelName(channel, say)
  }
  if ('page' in row) return <code className="tree-leaf">{row.page.page}</code>
  const { node, key } = row
  const text = nameOf(node)
  if (node.children.length + node.pages.length === 0) return <span className="tree-leaf">{text}</span>
  const isOpen = open.has(key)
  return (
    <button
      type="button"
      className="tree-toggle"
      aria-expanded={isOpen}
      aria-label={isOpen ? words.close(text) : words.open(text)}
      onClick={() => toggle(key)}
    >
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        <path d={isOpen ? 'M1 2.5h6L4 6.5z' : 'M2.5 1v6L6.5 4z'} fill="currentColor" />
      </svg>
      {text}
    </button>
  )
}

function mainCause({ causes }: DriftNode): DriftCause {
  return driftCauses.toSorted((a, b) => Math.abs(causes[b].value) - Math.abs(causes[a].value))[0]!
}

function Cause({ cause, effect, parts }: { cause: DriftCause; effect: DriftEffect; parts: WrittenParts }) {
  const { say } = useLanguage()
  const { value, reach } = effect
  if (value === 0) return ''
  return (
    <>
      {say.drift.causes[cause]} {signed(value, parts.value)} <small>± {parts.value(reach)}</small>
    </>
  )
}
