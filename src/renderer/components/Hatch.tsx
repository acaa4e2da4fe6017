/** Not seen, out, unowned: diagonal lines. Stands in `<defs>`; `id` from `useId`. */
export function HatchPattern({
  id,
  color = 'var(--line-strong)',
}: {
  readonly id: string
  readonly color?: string
}) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V5" stroke={color} strokeWidth={1.2} />
    </pattern>
  )
}
