// Where a change lies: channels, opened level by level down to campaign and ad.
import { useState } from 'react'
import { type DriftCause, type DriftNode, type DriftReport, driftCauses } from '#contract/drift.ts'
import type { DriftFormat } from '#contract/drift-words.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import { signed } from './waterfall.tsx'

interface Shown {
  node: DriftNode
  level: number
  key: string
}

export function Tree({ report, format }: { report: DriftReport; format: DriftFormat }) {
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
        columns={useColumns(format, open, toggle)}
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
    const below = open.has(key) ? visible(node.children, open, level + 1, key) : []
    return [{ node, level, key }, ...below]
  })
}

function useColumns(format: DriftFormat, open: ReadonlySet<string>, toggle: (key: string) => void): Column<Shown>[] {
  const { say } = useLanguage()
  const words = say.drift
  const value = (number: number | null): string => (number === null ? '–' : format.value(number))
  const nameOf = ({ channel, campaign, ad }: DriftNode): string => {
    if (ad !== null) return ad === '' ? words.noAd : ad
    if (campaign !== null) return campaign === '' ? words.noCampaign : campaign
    return channelName(channel, say)
  }
  const name = ({ node, key }: Shown) => {
    const text = nameOf(node)
    if (node.children.length === 0) return <span className="tree-leaf">{text}</span>
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
  return [
    { id: 'segment', head: words.segment, cell: name },
    { id: 'before', head: words.wasHead, number: true, cell: ({ node }) => value(node.before.value) },
    { id: 'after', head: words.isHead, number: true, cell: ({ node }) => value(node.after.value) },
    { id: 'part', head: words.part, number: true, cell: ({ node }) => signed(node.change, format.value) },
    { id: 'mostly', head: words.mostly, cell: ({ node }) => <Mostly node={node} format={format} /> },
  ]
}

export function mainCause({ causes }: DriftNode): DriftCause {
  return driftCauses.toSorted((a, b) => Math.abs(causes[b].value) - Math.abs(causes[a].value))[0]!
}

function Mostly({ node, format }: { node: DriftNode; format: DriftFormat }) {
  const { say } = useLanguage()
  const most = mainCause(node)
  const { value, reach } = node.causes[most]
  if (value === 0) return ''
  return (
    <>
      {say.drift.causes[most]} {signed(value, format.value)} <small>± {format.value(reach)}</small>
    </>
  )
}
