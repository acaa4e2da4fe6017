import type { Finding } from '../../../shared/api/findings.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { Stretch } from '../../api/instant.ts'
import { useProvenance } from '../../components/provenance.ts'
import type { Tone } from '../../components/tone.ts'
import { toneColor } from '../../components/tone.ts'
import { SeriesChart } from '../charts/SeriesChart.tsx'
import { useEntities } from '../frame/system-context.ts'
import type { Drawn } from '../../../shared/history/evidence.ts'
import { severityTone } from './FindingList.tsx'
import style from './findings.module.css'

export interface EvidenceChartProps {
  readonly finding: Finding
  readonly stretch: Stretch
  readonly system: string
  readonly drawn: Drawn
}

/** One metric of the evidence, with the interval of the claim shaded and its opening marked. */
export function EvidenceChart({ finding, stretch, system, drawn }: EvidenceChartProps) {
  const { metric } = useProvenance()
  const { nameOf } = useEntities(system)
  const tone: Tone = severityTone[finding.severity]
  const { since, opened, closed } = finding
  const label = metric(drawn.metric)?.label ?? drawn.metric
  const lines = drawn.pieces.map((piece) => ({
    entity: piece.entity,
    metric: drawn.metric,
    label: nameOf(piece.entity).name,
    // the entity that is claimed about stands out; the others are there to compare with
    ...(piece.entity === finding.entity || drawn.pieces.length === 1 ? { color: toneColor(tone) } : {}),
  }))
  return (
    <div className={style['drawing']}>
      <b>{label}</b>
      <SeriesChart
        label={label}
        targetId={finding.targetId}
        lines={lines}
        range={stretch}
        height={130}
        filled={lines.length === 1}
        shades={[{ from: since, to: closed ?? stretch.to, tone }]}
        marks={[
          { at: opened, tone, label: `opened ${formatInstant(opened)}` },
          ...(closed === undefined
            ? []
            : [{ at: closed, tone: 'ok' as const, label: `closed ${formatInstant(closed)}` }]),
        ]}
      />
    </div>
  )
}
