import type { TargetState } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Panel } from '../../components/Panel.tsx'
import { emptyTyped, problemOf } from './draft.ts'
import { FoundServers } from './FoundServers.tsx'
import { LabPanel } from './LabPanel.tsx'
import { StepList } from './StepList.tsx'
import { TargetForm } from './TargetForm.tsx'
import style from './targets.module.css'
import { useTargetEdit } from './use-target-edit.ts'
import type { Test } from './use-target-edit.ts'

const all = Object.values(catalogues)

/** Adds a target, or edits one. Testing connects and reads once; nothing is saved by it. */
export function EditTargetPage({ target }: { readonly target?: TargetState }) {
  const edit = useTargetEdit(target)
  const isNew = target === undefined
  return (
    <div className={style['page']}>
      <h1 className={style['title']}>{isNew ? 'Add a target' : `Edit ${target.config.name}`}</h1>
      <div className={style['narrow']}>
        <Panel title="Where it is" padded>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void edit.save()
            }}
          >
            <TargetForm typed={edit.typed} onChange={edit.change} catalogues={all} isSaved={!isNew} />
            <Actions edit={edit} isNew={isNew} />
          </form>
        </Panel>
        <div className={style['side']}>
          <TestPanel test={edit.test} />
          {isNew && <FoundServers onUse={(server) => edit.change({ ...emptyTyped, url: server.url })} />}
          {isNew && <LabPanel />}
        </div>
      </div>
    </div>
  )
}

function Actions({
  edit,
  isNew,
}: {
  readonly edit: ReturnType<typeof useTargetEdit>
  readonly isNew: boolean
}) {
  const missing = problemOf(edit.typed, all)
  const isTouched = edit.typed.url !== '' || edit.typed.endpoints !== ''
  return (
    <>
      {edit.problem !== undefined && <Failed title="It could not be saved" error={edit.problem} />}
      {missing !== undefined && isTouched && <p className={style['missing']}>{missing}</p>}
      <div className={style['actions']}>
        <Button onClick={edit.runTest} disabledWhy={missing}>
          Test connection
        </Button>
        <Button kind="primary" submit disabledWhy={missing ?? (edit.isSaving ? 'Saving' : undefined)}>
          {isNew ? 'Add and observe' : 'Save'}
        </Button>
      </div>
    </>
  )
}

function TestPanel({ test }: { readonly test: Test }) {
  if (test.is === 'none') return null
  const isFailed = test.is === 'done' && test.steps.some((step) => step.state === 'failed')
  const note = isFailed ? 'stopped at the first step that failed' : 'it works; nothing was saved'
  return (
    <Panel title="Test connection" padded note={test.is === 'done' ? note : ''}>
      {test.is === 'running' && <Loading>Connecting…</Loading>}
      {test.is === 'error' && <Failed title="It could not be tested" error={test.error} />}
      {test.is === 'done' && <StepList steps={test.steps} capabilities={test.capabilities} />}
    </Panel>
  )
}
