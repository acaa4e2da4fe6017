import type { Capability, ConnectStep } from '../../../shared/api/targets.ts'
import { Dot } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import style from './targets.module.css'

const names: Readonly<Record<ConnectStep['id'], string>> = {
  name: 'Name',
  tcp: 'TCP',
  tls: 'TLS',
  versions: 'Protocol',
  auth: 'Authentication',
  read: 'What may be seen',
}

const tones: Readonly<Record<ConnectStep['state'], Tone>> = { ok: 'ok', failed: 'bad', skipped: 'unknown' }

export interface StepListProps {
  readonly steps: readonly ConnectStep[]
  readonly capabilities: readonly Capability[]
}

/** How connecting went, step by step: at which one it failed, why, and what to do. */
export function StepList({ steps, capabilities }: StepListProps) {
  const count = (state: Capability['state']) => capabilities.filter((each) => each.state === state).length
  const locked = capabilities.filter((each) => each.state !== 'observed')
  return (
    <ol className={style['steps']} aria-label="Connecting">
      {steps.map((step, index) => (
        <li key={`${step.id} ${index}`}>
          <Dot tone={tones[step.state]} />
          <span className={style['name']}>
            {names[step.id]}
            <span hidden> {step.state}</span>
          </span>
          <div>
            {step.says}
            {step.error !== undefined && step.error.message !== step.says && (
              <div className={style['dim']}>{step.error.message}</div>
            )}
            {step.error?.fix !== undefined && <div className={style['fix']}>{step.error.fix}</div>}
          </div>
        </li>
      ))}
      {capabilities.length > 0 && (
        <li>
          <Dot tone={locked.length === 0 ? 'ok' : 'unknown'} />
          <span className={style['name']}>Capabilities</span>
          <div>
            {count('observed')} observed, {count('partly')} partly, {count('not-observed')} not
            {locked.map((each) => (
              <div key={each.what} className={style['dim']}>
                {each.what}: {each.why ?? 'not observed'} {each.fix}
              </div>
            ))}
          </div>
        </li>
      )}
    </ol>
  )
}
