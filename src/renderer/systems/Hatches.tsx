/** Patterns that drawings fill with: hatched is out, unowned, not seen, or was otherwise at the moment compared. Once on a page, before what uses them. */
export function Hatches() {
  return (
    <svg width={0} height={0} style={{ position: 'absolute' }} aria-hidden>
      <defs>
        <Hatch id="hatch-warn" color="var(--warn)" line={2.2} step={6} />
        <Hatch id="hatch-bad" color="var(--bad)" line={1.4} step={5} />
        <Hatch id="hatch-mark" color="var(--mark)" line={1.6} step={4} />
        <Hatch id="hatch-dim" color="var(--line-strong)" line={1.2} step={5} />
      </defs>
    </svg>
  )
}

function Hatch({ id, color, line, step }: { id: string; color: string; line: number; step: number }) {
  return (
    <pattern id={id} width={step} height={step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d={`M0 0V${step}`} style={{ stroke: color, strokeWidth: line }} />
    </pattern>
  )
}
