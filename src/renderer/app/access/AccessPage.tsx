import { Pencil, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { ArchiveMade } from '../../../shared/api/archives.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import type { Capability, SecretRef, TargetState } from '../../../shared/api/targets.ts'
import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatDuration, formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import { Empty, Failed, Unknown } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Facts } from '../../components/Facts.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { useArchiveActions } from '../archives/archive-actions.ts'
import { madeWords } from '../archives/made-words.ts'
import { useNavigator } from '../navigator.ts'
import style from './access.module.css'
import { CapabilityTable } from './CapabilityTable.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'

/** What Orrery sees of a target and what it doesn't, what would change that, and what looking costs the cluster. */
export function AccessPage({ target }: { readonly target: TargetState }) {
  const { config, error } = target
  const isRecorded = target.condition === 'recorded'
  return (
    <div className={style['columns']}>
      <div className={style['column']}>
        {error !== undefined && (
          <Failed title={`${config.name} can’t be reached`} error={undefined}>
            {error.message}. {error.fix} Tried {error.tries} times since {formatInstant(error.at)}.
          </Failed>
        )}
        {isRecorded ? (
          <NobodyAsked isArchive={target.recording?.archive !== undefined} />
        ) : (
          <Observed capabilities={target.capabilities} />
        )}
      </div>
      <div className={style['column']}>
        <Connection target={target} />
        {!isRecorded && (
          <Panel title="What looking costs" note="the newest sample, over all endpoints" padded>
            <CostFacts target={target} />
          </Panel>
        )}
      </div>
    </div>
  )
}

function NobodyAsked({ isArchive }: { readonly isArchive: boolean }) {
  return (
    <Panel title="What is observed">
      <Empty title={`This is ${isArchive ? 'an archive' : 'a recording'}: no cluster is asked.`}>
        What could not be observed when it was made is shown as not observed on its pages.
      </Empty>
    </Panel>
  )
}

/** The capability map, and what would change it. */
function Observed({ capabilities }: Pick<TargetState, 'capabilities'>) {
  const locked = capabilities.filter((each) => each.state !== 'observed' && each.fix !== undefined)
  return (
    <>
      <Panel title="What is observed" note={summaryOf(capabilities)}>
        {capabilities.length === 0 ? (
          <Empty title="Nothing was read yet." />
        ) : (
          <CapabilityTable capabilities={capabilities} />
        )}
      </Panel>
      {locked.length > 0 && (
        <Panel title="What would unlock more" padded>
          <div className={style['stack']}>
            {fixesOf(locked).map(({ fix, what }) => (
              <Unknown key={fix} title={what.join(', ')} fix={fix} />
            ))}
          </div>
        </Panel>
      )}
    </>
  )
}

/** How it is reached; a recording can be neither edited nor removed. */
function Connection({ target }: { readonly target: TargetState }) {
  const navigator = useNavigator()
  const [isRemoving, setRemoving] = useState(false)
  if (target.condition === 'recorded')
    return (
      <Panel
        title={target.recording?.archive === undefined ? 'Recording' : 'Archive'}
        padded
        actions={<CloseArchive target={target} />}
      >
        <RecordingFacts target={target} />
      </Panel>
    )
  return (
    <Panel
      title="Connection"
      padded
      actions={
        <>
          <Button onClick={() => navigator.go({ path: ['edit', target.config.id], state: {} })}>
            <Pencil size={11} /> Edit
          </Button>
          <Button kind="danger" onClick={() => setRemoving(true)}>
            <Trash2 size={11} /> Remove
          </Button>
        </>
      }
    >
      <ConnectionFacts target={target} />
      <RemoveDialog target={target} open={isRemoving} onOpenChange={setRemoving} />
    </Panel>
  )
}

function summaryOf(capabilities: readonly Capability[]): string {
  const count = (state: Capability['state']) => capabilities.filter((each) => each.state === state).length
  const [partly, not] = [count('partly'), count('not-observed')]
  return [`${count('observed')} observed`, partly && `${partly} partly`, not && `${not} not observed`]
    .filter(Boolean)
    .join(' · ')
}

function fixesOf(locked: readonly Capability[]) {
  const fixes = new Map<string, string[]>()
  for (const { fix = '', what } of locked) fixes.set(fix, [...(fixes.get(fix) ?? []), what])
  return [...fixes].map(([fix, what]) => ({ fix, what }))
}

/** An archive can be closed: its file stays. */
function CloseArchive({ target: { recording } }: { readonly target: TargetState }) {
  const { close } = useArchiveActions()
  const navigator = useNavigator()
  const archive = recording?.archive
  if (archive === undefined) return null
  const onClick = () => {
    navigator.go({ path: [], state: {}, at: 'live' })
    close({ id: archive.id, file: recording?.file ?? '' })
  }
  return (
    <Button onClick={onClick}>
      <X size={11} /> Close
    </Button>
  )
}

function madeRows(made: ArchiveMade | undefined) {
  if (made === undefined) return []
  const span = formatSpan(made.from, made.to)
  return [
    { label: 'Holds', value: span, source: 'as it was asked for' },
    { label: 'Made', value: formatInstant(made.at), source: madeWords(made) },
  ]
}

function RecordingFacts({ target: { config, recording, summary } }: { readonly target: TargetState }) {
  return (
    <Facts
      rows={[
        { label: 'System', value: summary || config.system },
        {
          label: 'File',
          value: <Name>{recording?.file ?? '?'}</Name>,
          source: recording?.archive?.path ?? recording?.about,
        },
        ...madeRows(recording?.archive?.made),
        { label: 'Sampled every', value: formatDuration(config.intervalMs) },
      ]}
    />
  )
}

function ConnectionFacts({ target: { config, summary } }: { readonly target: TargetState }) {
  const options = Object.entries(config.options).map(([key, value]) => `${key} ${value}`)
  return (
    <Facts
      rows={[
        { label: 'System', value: summary || config.system },
        {
          label: 'Endpoints',
          value: <Name>{config.endpoints.join(', ')}</Name>,
          source: options.join(' · '),
        },
        { label: 'User', value: config.auth?.username ?? 'none', source: secretWords(config.auth?.password) },
        {
          label: 'Sampled every',
          value: formatDuration(config.intervalMs),
          source: 'requests and bytes of a sample below',
        },
        {
          label: 'Permission',
          value: config.permission === 'observe' ? 'observe only' : 'experiments allowed',
          source: 'observing never changes a cluster',
        },
        ...budgetRows(config),
      ]}
    />
  )
}

/** Where the password lies; never the password. */
function secretWords(secret: SecretRef | undefined): string {
  if (secret === undefined) return 'no credentials'
  if (secret.kind === 'stored') return 'password in Orrery’s secrets file (mode 0600)'
  return secret.kind === 'env'
    ? `password from environment ${secret.name}`
    : `password from file ${secret.path}`
}

/** Only the limits that mean something for the system, as its catalogue says. */
function budgetRows({ system, budget }: TargetState['config']) {
  return (catalogues[system]?.budgets ?? []).map(({ key, label }) => {
    const limit = budget[key]
    return {
      label,
      value: limit > 0 ? (key === 'bytes' ? formatBytes(limit) : formatNumber(limit)) : 'no limit',
    }
  })
}

function CostFacts({ target: { cost } }: { readonly target: TargetState }) {
  if (cost === undefined) return <State tone="unknown">nothing was sampled yet</State>
  return (
    <Facts
      rows={[
        { label: 'Requests', value: formatNumber(cost.requests) },
        { label: 'Bytes', value: formatBytes(cost.bytes) },
        {
          label: 'Time',
          value: formatDuration(cost.tookMs),
          source: 'from the first request to the last answer',
        },
      ]}
    />
  )
}
