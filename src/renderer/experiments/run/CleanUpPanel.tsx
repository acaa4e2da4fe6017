import { Check } from 'lucide-react'
import { useMemo } from 'react'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Dot, State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import { useClean } from '../LeftBehind.tsx'
import { isProvenClean, resourceTraces, stateText } from '../log/resources.ts'
import type { ResourceState } from '../log/resources.ts'
import style from './run.module.css'

const tones: Readonly<Record<ResourceState, Tone>> = { creating: 'accent', removed: 'quiet', proven: 'ok' }

/** All that the run made, and the proof that nothing is left. */
export function CleanUpPanel({ run, entries }: { readonly run: Run; readonly entries: readonly RunEntry[] }) {
  const traces = useMemo(() => resourceTraces(entries), [entries])
  const isDirty = run.outcome !== 'running' && run.left.length > 0
  const left = new Set(run.left.map(({ kind, name }) => `${kind} ${name}`))
  return (
    <Panel title="Created and removed" padded actions={<CleanState run={run} made={traces.length} />}>
      <ul className={style['traces']}>
        {traces.map((trace) => {
          const { kind, name, state } = trace
          const isLeft = isDirty && left.has(`${kind} ${name}`)
          return (
            <li key={`${kind} ${name}`}>
              <Dot tone={isLeft ? 'warn' : tones[state]} />
              <span className={style['kind']}>{kind}</span>
              <Name cut>{name}</Name>
              <span className={style['word']}>{isLeft ? 'not proven gone' : stateText(trace)}</span>
            </li>
          )
        })}
      </ul>
      {traces.length === 0 && <p className={style['dim']}>Nothing was created.</p>}
      {isDirty && <Dirty run={run} />}
    </Panel>
  )
}

function CleanState({ run, made }: { readonly run: Run; readonly made: number }) {
  if (run.outcome === 'running') return <State tone="quiet">removed at the end, whatever happens</State>
  if (run.left.length > 0) return <State tone="warn">{run.left.length} left</State>
  if (made === 0 || !isProvenClean(run)) return null
  return (
    <span className={style['came']}>
      <Check size={12} aria-hidden /> listed again: nothing is left
    </span>
  )
}

function Dirty({ run }: { readonly run: Run }) {
  const { isRemoving, error, remove } = useClean(run)
  return (
    <div className={style['dirty']}>
      {error !== undefined && <Failed title="It could not be removed" error={error} />}
      <Button kind="primary" onClick={remove} disabledWhy={isRemoving ? 'Removing' : undefined}>
        {isRemoving ? 'Removing…' : 'Remove what is left'}
      </Button>
    </div>
  )
}
