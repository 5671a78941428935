// Nothing that fails in the tag may fail in the page: it is told on the console and ends there.

export function warn(what: unknown): void {
  console.warn('onecount:', what)
}

export function guard<Input extends unknown[]>(work: (...input: Input) => unknown): (...input: Input) => void {
  return (...input) => {
    try {
      work(...input)
    } catch (error) {
      warn(error)
    }
  }
}
