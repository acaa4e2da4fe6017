import { Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Panel } from '../../components/Panel.tsx'
import { CheckList } from '../run/CheckList.tsx'
import style from './setup.module.css'
import type { CheckResult } from './use-check.ts'

/** Whether it may start: what was looked at, what was found, and what would change it. */
export function Checks({ check, hasTarget }: { readonly check: CheckResult; readonly hasTarget: boolean }) {
  if (!hasTarget) return null
  const note = check.isLoading || !check.isCurrent ? 'asking the cluster…' : 'asked now; only read'
  return (
    <Panel
      title="Checks"
      note={check.error === undefined ? note : ''}
      padded
      actions={
        <Button kind="link" onClick={check.again}>
          Check again
        </Button>
      }
    >
      {check.error !== undefined && <Failed title="It could not be checked" error={check.error} />}
      {check.value === undefined && check.error === undefined && <Loading />}
      <div className={check.isCurrent ? undefined : style['old']}>
        <CheckList checks={check.value?.checks ?? []} />
      </div>
    </Panel>
  )
}
