// How the ledger names a person whose data was erased: by a word of ours and what tells one erased person from another.

export const erasedPrefix = 'erased:'

export function isErased(person: string): boolean {
  return person.startsWith(erasedPrefix)
}
