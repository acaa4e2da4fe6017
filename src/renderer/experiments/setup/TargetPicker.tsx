import { useId, useState } from 'react'
import type { ExperimentInfo } from '../../../shared/api/experiments.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { useLive } from '../../api/use-live.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { wordNow } from '../../app/target-words.ts'
import { LabPanel } from '../../app/targets/LabPanel.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Badge, Dot } from '../../components/State.tsx'
import { GrantDialog } from './GrantDialog.tsx'
import style from './setup.module.css'

export interface TargetPickerProps {
  readonly info: ExperimentInfo
  /** Those of the experiment's system. */
  readonly targets: readonly TargetState[]
  readonly target: TargetState | undefined
  readonly onChoose: (id: string) => void
}

const nothing: Record<string, never> = {}

/** Where it runs, and whether it may. */
export function TargetPicker({ info, targets, target, onChoose }: TargetPickerProps) {
  const name = useId()
  const lab = useLive('lab', nothing)
  const isOfLab = (id: string) => lab?.running.some((each) => each.targetId === id) === true
  const system = catalogues[info.system]?.name ?? info.system
  const needsLab = info.reach === 'fault' && !targets.some((each) => isOfLab(each.config.id))
  return (
    <>
      <Panel title="Target" note={`a real ${system} cluster`} padded>
        <fieldset className={style['options']}>
          <legend className={style['hidden']}>Target</legend>
          {targets.map((each) => (
            <label key={each.config.id} className={style['option']}>
              <input
                type="radio"
                name={name}
                checked={each === target}
                onChange={() => onChoose(each.config.id)}
              />
              <Dot tone={wordNow(each).tone} />
              <span className={style['optionText']}>
                <b>{each.config.name}</b> <span>{each.summary || wordNow(each).word}</span>
              </span>
              {isOfLab(each.config.id) && <Badge>lab</Badge>}
              <Badge>
                {each.config.permission === 'experiment' ? 'experiments allowed' : 'observe only'}
              </Badge>
            </label>
          ))}
        </fieldset>
        {targets.length === 0 && (
          <Empty title={`No ${system} cluster is a target yet.`}>
            <HomeLink path={['add']}>Add one</HomeLink>, or start one of the lab.
          </Empty>
        )}
        {target !== undefined && <PermissionLine info={info} target={target} />}
        {needsLab && targets.length > 0 && (
          <div className={style['needs']}>
            <Unknown
              title="It pauses or stops servers."
              fix="Start a cluster of the lab below: a server of your own is never touched."
            />
          </div>
        )}
      </Panel>
      {(targets.length === 0 || needsLab) && <LabPanel />}
    </>
  )
}

function PermissionLine({ info, target }: { readonly info: ExperimentInfo; readonly target: TargetState }) {
  const [isOpen, setOpen] = useState(false)
  const isAllowed = target.config.permission === 'experiment'
  return (
    <div className={isAllowed ? style['allowed'] : style['warning']}>
      {isAllowed ? (
        <span>
          Experiments may create and remove objects named <code>orrery.x.…</code> on {target.config.name}.
        </span>
      ) : (
        <span>
          <b>{target.config.name} is observe only.</b> An experiment writes: it creates objects of its own
          there and removes them.
        </span>
      )}
      <Button kind={isAllowed ? 'link' : 'plain'} onClick={() => setOpen(true)}>
        {isAllowed ? 'Take back…' : 'Allow experiments…'}
      </Button>
      <GrantDialog {...{ info, target }} open={isOpen} onOpenChange={setOpen} />
    </div>
  )
}
