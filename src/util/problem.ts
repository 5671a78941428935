// A problem of the user's making: what is wrong, where, and what to do. Never a bug.

export interface ProblemDetail {
  /** Dotted path of the field, e.g. `points.0.match.event`; `''` when it is the whole. */
  field: string
  message: string
  hint?: string
}

/** Thrown where input is wrong; HTTP answers it with `status`, the CLI prints it with its hints. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: readonly ProblemDetail[]
  constructor(
    code: string,
    message: string,
    options: { status?: number; details?: readonly ProblemDetail[]; hint?: string } = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.status = options.status ?? 400
    this.details = options.details ?? (options.hint ? [{ field: '', message, hint: options.hint }] : [])
  }

  /** The body of the HTTP answer: `{ error: { code, message, details } }`. */
  toJSON(): { error: { code: string; message: string; details: readonly ProblemDetail[] } } {
    return { error: { code: this.code, message: this.message, details: this.details } }
  }
}
