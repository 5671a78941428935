// Answers of the engine that still hold: what is asked twice between two writes is reckoned once.
import { setImmediate as turn } from 'node:timers/promises'

/** Characters kept in all, questions and answers, and of one answer at most. */
const mostKept = 32_000_000
const mostOfOne = 4_000_000

/** Texts by what was asked; of too many, those that were asked for longest ago are forgotten. */
export class Remembered {
  readonly #answers = new Map<string, { text: Promise<string>; length: number }>()
  #kept = 0

  /** The answer given before, or on its way; otherwise `reckon` gives it. One that fails is asked anew. */
  recall(question: string, reckon: () => Promise<string>): Promise<string> {
    const known = this.#answers.get(question)
    if (!known) return this.#keep(question, reckon())
    this.#answers.delete(question)
    this.#answers.set(question, known)
    // a report of a hundred known answers would keep everybody else waiting until it is whole
    return turn().then(() => known.text)
  }

  /** Once something is written: answers that are on their way may not know of it. */
  forget(): void {
    this.#answers.clear()
    this.#kept = 0
  }

  #keep(question: string, text: Promise<string>): Promise<string> {
    const answer = { text, length: 0 }
    this.#answers.set(question, answer)
    text.then(
      ({ length }) => {
        if (this.#answers.get(question) !== answer) return
        // a question may name thousands of identifiers and have no answer
        answer.length = question.length + length
        this.#kept += answer.length
        if (length > mostOfOne) this.#drop(question)
        for (const oldest of this.#answers.keys()) {
          if (this.#kept <= mostKept) break
          this.#drop(oldest)
        }
      },
      () => {
        if (this.#answers.get(question) === answer) this.#drop(question)
      },
    )
    return text
  }

  #drop(question: string): void {
    this.#kept -= this.#answers.get(question)!.length
    this.#answers.delete(question)
  }
}
