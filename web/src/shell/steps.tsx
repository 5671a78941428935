// A page that has nothing to show says what will be here, and what can be done next, the nearest first.
import type { ReactNode } from 'react'
import type { Step } from '../language/messages.ts'
import { pagePaths } from '../pages.ts'
import { Command } from './command.tsx'
import { Link } from './link.tsx'

interface Props {
  title: string
  text: string
  steps: readonly Step[]
  /** Below the steps. */
  children?: ReactNode
}

export function Steps({ title, text, steps, children }: Props) {
  return (
    <section className="steps">
      <h1>{title}</h1>
      <p>{text}</p>
      <ul>
        {steps.map((step) => (
          <li key={step.text}>
            <span>{step.text}</span>
            {'command' in step ? (
              <Command text={step.command} />
            ) : (
              <Link className="step-link" href={pagePaths[step.page]}>
                {step.open}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
