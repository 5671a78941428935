// English names of things as they stand inside a sentence.

/** `Paid deals` → `paid deals`; abbreviations such as `CRM` stay. */
export function insideSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
}
