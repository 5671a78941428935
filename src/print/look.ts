// Colours of what is printed: dark enough for text on white, and told apart by colour-blind readers.
import type { Verdict } from './blocks.ts'

export const colours = {
  ink: '#1b1d22',
  light: '#62666f',
  line: '#dcd9d2',
  strongLine: '#8f929a',
  ground: '#f5f4f1',
  accent: '#23417c',
  warning: '#8a3b12',
  warningGround: '#fcf1e8',
  target: '#8a3b12',
  good: '#00684d',
  bad: '#a32638',
} as const

export const verdictColours: Readonly<Record<Verdict, string>> = {
  good: colours.good,
  watch: '#8a5200',
  bad: colours.bad,
  early: colours.light,
}

/** Of the lines of a chart, in their order; a seventh begins again. */
export const lineColours = ['#1f4e96', '#b4530a', '#00765a', '#8a3b7c', '#5b5f68', '#8a6a00'] as const
