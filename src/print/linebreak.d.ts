// The package brings no types; what is used of it.
declare module 'linebreak' {
  /** Where lines may end, by the Unicode line breaking algorithm (UAX 14), the stricter Japanese rules included. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
}
