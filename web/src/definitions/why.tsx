// Why somebody does something: a few lines that stand in the log for good.
export function Why({ label, value, change }: { label: string; value: string; change: (why: string) => void }) {
  return (
    <label className="why">
      {label}
      <textarea rows={2} maxLength={2_000} value={value} onChange={(event) => change(event.target.value)} />
    </label>
  )
}
