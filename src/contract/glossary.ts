// Words and what they mean: every meaning in use, with its source, and the one that is meant here.

export interface GlossaryMeaning {
  name: string
  definition: string
  /** Where the word is used so. */
  source: string
  /** Id of the metric that computes it; null where none does, or where it is no number. */
  metric: string | null
  /** Whether it is what the word means here: in the catalogue of metrics, or in the plan in force. */
  ours: boolean
}

export interface GlossaryEntry {
  term: string
  meanings: GlossaryMeaning[]
}

/** As listed: with what else the word is called, in both languages. */
export interface GlossaryTerm extends GlossaryEntry {
  aliases: string[]
}
