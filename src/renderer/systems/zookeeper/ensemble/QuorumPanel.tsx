import { TriangleAlert } from 'lucide-react'
import type { EnsembleData } from '../../../../shared/systems/zookeeper-views.ts'
import { formatClockMs } from '../../../../shared/base/format-time.ts'
import { Unknown } from '../../../components/Blocks.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { toneColor } from '../../../components/tone.ts'
import type { Times } from '../../Viewed.tsx'
import { atStart, quorumSentence } from '../member-words.ts'
import style from './quorum.module.css'

const titles = {
  ok: 'Quorum holds',
  'no-margin': 'Quorum has no margin',
  'no-quorum': 'There is no quorum',
  unknown: 'Quorum is not known',
} as const

/** What the drawing means, in words, with the figures it rests on. */
export function QuorumPanel({ data, times }: { readonly data: EnsembleData; readonly times: Times }) {
  const { quorum } = data
  const tone = quorum.is === 'no-quorum' ? 'bad' : 'warn'
  const unseen = data.members.filter(
    (m) => m.state === 'unreachable' || m.state === 'silent' || m.state === 'refused',
  )
  return (
    <Panel>
      <div className={style['words']}>
        <h3>
          {(quorum.is === 'no-margin' || quorum.is === 'no-quorum') && (
            <TriangleAlert size={13} style={{ color: toneColor(tone) }} aria-hidden />
          )}
          {titles[quorum.is]}
        </h3>
        <p>{quorumSentence(data, times.at)}</p>
        <Facts rows={rowsOf(data)} />
        {unseen.map((m) => (
          <Unknown key={m.id} title={`${atStart(m)}: unknown, not stopped.`}>
            {m.why ?? 'It gave no answer'}. Whether it runs would be seen from another host.
          </Unknown>
        ))}
      </div>
    </Panel>
  )
}

function rowsOf(data: EnsembleData): readonly FactRow[] {
  const { source } = data
  const by = `${source.ask}, ${source.member === null ? 'no leader' : `server ${source.member}`}, ${formatClockMs(source.at)}`
  const figure = (value: number | null, from: string) => (
    <Num value={value ?? NaN} unit="count" from={from} readAt={source.at} />
  )
  return [
    {
      label: 'Synced followers',
      value: (
        <>
          {figure(data.syncedFollowers, by)}
          {data.followers !== null && <span className={style['dim']}> of {data.followers}</span>}
        </>
      ),
      source: data.syncedFollowers === null ? 'only a leader with mntr or AdminServer tells' : by,
    },
    {
      label: 'Syncs pending',
      value: figure(data.pendingSyncs, by),
      source: 'followers that are being brought up to date',
    },
    {
      label: 'Transactions left in this epoch',
      value: figure(data.counterLeft, 'from the last zxid'),
      source: 'from the last zxid; at the end a new leader is elected',
    },
  ]
}
