// A page that has nothing to show says what will be here, and what to do next.
import type { Step } from '../language/messages.ts'
import { Command } from './command.tsx'

export function Steps({ title, text, steps }: { title: string; text: string; steps: readonly Step[] }) {
  return (
    <section className="steps">
      <h1>{title}</h1>
      <p>{text}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.command}>
            <span>{step.text}</span>
            <Command text={step.command} />
          </li>
        ))}
      </ol>
    </section>
  )
}
