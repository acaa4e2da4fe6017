import { GitCompareArrows, History, Layers } from 'lucide-react'
import type { Finding } from '../../../shared/api/findings.ts'
import { formatDuration, formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Button } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Facts } from '../../components/Facts.tsx'
import { Name } from '../../components/Name.tsx'
import { useProvenance } from '../../components/provenance.ts'
import { ChangesPanel } from '../events/ChangesPanel.tsx'
import { comparedWithBefore } from '../compare/entries.ts'
import { before } from '../everywhere/before.ts'
import { EntityLink } from '../frame/EntityLink.tsx'
import { useNavigator } from '../navigator.ts'
import { drawnEvidence, evidenceStretch } from '../../../shared/history/evidence.ts'
import { findingText } from './finding-text.ts'
import { EvidenceChart } from './EvidenceChart.tsx'
import { SeverityIcon } from './FindingList.tsx'
import style from './findings.module.css'

export interface FindingDetailProps {
  readonly finding: Finding
  readonly targetName: string
  readonly system: string
}

/** A claim that one can check: what, the evidence with its interval shaded, why, what to do, and the sources. */
export function FindingDetail(props: FindingDetailProps) {
  const { finding, system } = props
  const { targetId, entity } = finding
  return (
    <>
      <Head {...props} />
      <Evidence finding={finding} system={system} />
      <div className={style['part']}>
        <h4>What was seen</h4>
        <Claims finding={finding} system={system} />
      </div>
      <div className={style['pair']}>
        <div className={style['part']}>
          <h4>Why</h4>
          <p className={style['prose']}>{finding.why}</p>
        </div>
        <div className={style['part']}>
          <h4>What to do</h4>
          <p className={style['prose']}>{finding.fix}</p>
        </div>
      </div>
      <div className={style['part']}>
        <h4>Sources</h4>
        <Sources finding={finding} />
      </div>
      <ChangesOf {...{ targetId, system, entity }} />
    </>
  )
}

/** What it claims, of what, since when; and the ways to its start and out of here. */
function Head({ finding, targetName, system }: FindingDetailProps) {
  const { shown, go } = useInstant()
  const navigator = useNavigator()
  const { targetId, entity } = finding
  return (
    <div className={style['title']}>
      <span className={style['icon']}>
        <SeverityIcon severity={finding.severity} size={17} />
      </span>
      <div className={style['what']}>
        <h2>{finding.title}</h2>
        <div className={style['dim']}>
          {finding.severity} · {openWords(finding, shown)} ·{' '}
          <EntityLink {...{ system, targetId, entity }} withKind /> · <Name>{finding.rule}</Name>
        </div>
      </div>
      <div className={style['ways']}>
        <Button onClick={() => go(finding.opened)}>
          <History size={11} /> Go to {formatInstant(finding.opened)}
        </Button>
        <Button onClick={() => navigator.go(before(finding.opened))}>
          <Layers size={11} /> What changed before
        </Button>
        <Button onClick={() => navigator.go(comparedWithBefore(finding, shown))}>
          <GitCompareArrows size={11} /> Compare with before it
        </Button>
        <CopyButton words label="Copy as text" text={() => findingText(finding, targetName, location.href)} />
      </div>
    </div>
  )
}

/** The metrics that it was judged by, drawn around its interval. */
function Evidence({ finding, system }: { readonly finding: Finding; readonly system: string }) {
  const { shown, edge } = useInstant()
  const stretch = evidenceStretch(finding, shown, edge)
  const drawn = drawnEvidence(finding.evidence)
  if (drawn.length === 0) return null
  return (
    <div className={style['part']}>
      <div className={style['evidence']}>
        <h3>Evidence</h3>
        <span className={style['when']}>
          the interval in which the claim held is shaded · click to go to that moment
        </span>
      </div>
      {drawn.map((each) => (
        <EvidenceChart key={each.metric} {...{ finding, stretch, system }} drawn={each} />
      ))}
    </div>
  )
}

/** What else happened to the entity, around the instant. */
function ChangesOf(props: { readonly targetId: string; readonly system: string; readonly entity: string }) {
  return (
    <div className={style['plain']}>
      <ChangesPanel {...props} />
    </div>
  )
}

function openWords(finding: Finding, shown: number): string {
  const { opened, closed } = finding
  if (closed !== undefined && closed <= shown)
    return `was open ${formatSpan(opened, closed)}, ${formatDuration(closed - opened)}`
  if (shown < opened) return `opens at ${formatInstant(opened)}`
  if (shown - opened < 1000) return 'just opened'
  return `open for ${formatDuration(Math.round((shown - opened) / 1000) * 1000)}`
}

function Claims({ finding, system }: { readonly finding: Finding; readonly system: string }) {
  return (
    <div className={style['says']}>
      {finding.evidence.map((piece, index) => (
        <div key={index} style={{ display: 'contents' }}>
          <span className={style['when']}>{formatInstant(piece.from)}</span>
          <span>
            {piece.says}{' '}
            {piece.entity !== finding.entity && (
              <span className={style['dim']}>
                ·{' '}
                <EntityLink system={system} targetId={finding.targetId} entity={piece.entity} at={piece.to} />
              </span>
            )}
          </span>
        </div>
      ))}
    </div>
  )
}

function Sources({ finding }: { readonly finding: Finding }) {
  const { metric, fact } = useProvenance()
  const keys = [...new Set(finding.evidence.flatMap((each) => [each.metric, each.fact]))]
  const rows = keys.flatMap((key) => {
    const info = key === undefined ? undefined : (metric(key) ?? fact(key))
    return info === undefined
      ? []
      : [{ label: info.label, value: <Name>{info.key}</Name>, source: info.source }]
  })
  const { url, label } = finding.source
  const link = (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  )
  return <Facts rows={[...rows, { label: 'Rule', value: link, source: finding.rule }]} />
}
