// Verdicts on all rows of a scorecard together: CVs and CPA side by side, few false alarms however many rows there are.
import type { Reason, Verdict } from '#contract/scorecard.ts'
import { type Scatter, shortfallChance, standOut } from '#stats/shortfall.ts'

/** Some days of a row: the period up to now, or the last two weeks. */
export interface Window {
  from: string
  to: string
  /** Those that are not known yet reckoned in. */
  counted: number
  /** Variance that reckoning adds, in multiples of a Poisson count's: a day of which half is known varies twice as much. */
  reckoned: number
  /** CVs that the target asks for in these days. */
  due: number
  cost: number | null
}

/** What a row is judged by. */
export interface Case {
  level: 'channel' | 'initiative'
  /** Null without target. */
  target: { cv: number; cpa: number | null } | null
  hold: { until: string; toGo: number | null } | null
  windows: readonly Window[]
  scatter: Scatter
  /** CVs at the end of the period at this pace; null where nothing tells. */
  end: number | null
  spend: { spent: number; due: number } | null
  /** The period is over. */
  over: boolean
}

export interface Judgement {
  verdict: Verdict | null
  reasons: Reason[]
}

/** Fewer CVs due than this, and nothing is said. */
const fewestDue = 10
/** Less than this off is no matter, however sure. */
const material = 0.1
/** Chance of any false "off target" on a scorecard: among the total and channels, and among their initiatives. */
const levels = { channel: 0.04, initiative: 0.01 }
const suspicious = 0.05
const overspend = 1.15

type Shortfall = Extract<Reason, { code: 'cv_short' | 'cpa_above' }>

/** Judges the rows of one scorecard; verdicts stand as the cases do. */
export function judge(cases: readonly Case[]): Judgement[] {
  const findings = cases.map((each) => (isJudged(each) ? shortfallsOf(each) : []))
  const out = new Set<Shortfall>()
  for (const level of ['channel', 'initiative'] as const) {
    const ofLevel = findings.filter((_, index) => cases[index]!.level === level).flat()
    const marks = standOut(
      ofLevel.map(({ chance }) => chance),
      levels[level],
    )
    for (const [index, finding] of ofLevel.entries()) if (marks[index] && isMaterial(finding)) out.add(finding)
  }
  return cases.map((each, index) => verdictOf(each, findings[index]!, out))
}

function isJudged({ target, hold, windows }: Case): boolean {
  return target !== null && hold === null && windows.some(({ due }) => due >= fewestDue)
}

/** Each side over each window, all of them, short or not: what is looked at counts among the chances. */
function shortfallsOf({ windows, target, scatter }: Case): Shortfall[] {
  return windows.flatMap(({ from, to, counted, reckoned, due, cost }) => {
    const found: Shortfall[] = []
    const own = { ...scatter, dispersion: scatter.dispersion + reckoned }
    if (due >= fewestDue)
      found.push({ code: 'cv_short', from, to, counted, due, chance: shortfallChance(counted, due, own) })
    const cpa = target?.cpa ?? null
    if (cpa === null || cost === null || cost / cpa < fewestDue) return found
    const chance = shortfallChance(counted, cost / cpa, own)
    return [...found, { code: 'cpa_above', from, to, cpa: counted > 0 ? cost / counted : null, target: cpa, chance }]
  })
}

function isMaterial(finding: Shortfall): boolean {
  return finding.code === 'cv_short'
    ? finding.counted <= (1 - material) * finding.due
    : (finding.cpa ?? Infinity) >= (1 + material) * finding.target
}

function verdictOf(each: Case, findings: readonly Shortfall[], out: ReadonlySet<Shortfall>): Judgement {
  const { target, hold, windows, end, spend, over } = each
  if (target === null) return { verdict: null, reasons: [{ code: 'no_target' }] }
  // money that goes too fast is told in any case: no platform has to learn that
  const money = overspentBy(spend)
  if (hold) return { verdict: 'too_early', reasons: [{ code: 'learning', ...hold }, ...money] }
  if (!isJudged(each)) {
    const due = Math.max(0, ...windows.map((window) => window.due))
    return { verdict: 'too_early', reasons: [{ code: 'few', due, needed: fewestDue }] }
  }
  const missed = findings.filter((finding) => out.has(finding))
  if (missed.length > 0) return { verdict: 'off_target', reasons: bySide(missed) }
  const doubts: Reason[] = bySide(findings.filter((finding) => finding.chance <= suspicious && isMaterial(finding)))
  // one CV fewer of five is chance
  const isShort = end !== null && target.cv >= fewestDue && end <= (1 - material) * target.cv
  if (isShort && doubts.every(({ code }) => code !== 'cv_short'))
    doubts.push({ code: 'pace_short', end, target: target.cv, over })
  if (doubts.length + money.length > 0) return { verdict: 'watch', reasons: [...doubts, ...money] }
  return { verdict: 'on_target', reasons: [{ code: 'within' }] }
}

/** Of each side its surest finding, the surest first. */
function bySide(findings: readonly Shortfall[]): Shortfall[] {
  const surest = findings.toSorted((a, b) => a.chance - b.chance)
  return (['cv_short', 'cpa_above'] as const)
    .flatMap((code) => surest.find((finding) => finding.code === code) ?? [])
    .toSorted((a, b) => a.chance - b.chance)
}

function overspentBy(spend: Case['spend']): Reason[] {
  return spend && spend.due > 0 && spend.spent >= overspend * spend.due ? [{ code: 'overspend', ...spend }] : []
}
