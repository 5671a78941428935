// Options that take several values: `--metric cv,cpa` and `--metric cv --metric cpa` say the same.

/** For commander: what stands between commas, behind what an earlier one of the same option gave. */
export function listOption(text: string, before: readonly string[] = []): string[] {
  const items = text.split(',').map((item) => item.trim())
  return [...before, ...items.filter((item) => item !== '')]
}
