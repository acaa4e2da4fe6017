import { useState } from 'react'
import type { Capability, ConnectStep, TargetState } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { useClient } from '../../api/use-client.ts'
import { Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useNavigator } from '../navigator.ts'
import { useToast } from '../toast/toast.ts'
import { draftOf, emptyTyped, problemOf, typedOf } from './draft.ts'
import type { Typed } from './draft.ts'
import { FoundServers } from './FoundServers.tsx'
import { LabPanel } from './LabPanel.tsx'
import { StepList } from './StepList.tsx'
import { TargetForm } from './TargetForm.tsx'
import style from './targets.module.css'

type Test =
  | { readonly is: 'none' | 'running' }
  | {
      readonly is: 'done'
      readonly steps: readonly ConnectStep[]
      readonly capabilities: readonly Capability[]
    }
  | { readonly is: 'error'; readonly error: unknown }

const all = Object.values(catalogues)

/** Adds a target, or edits one. Testing connects and reads once; nothing is saved by it. */
export function EditTargetPage({ target }: { readonly target?: TargetState }) {
  const client = useClient()
  const navigator = useNavigator()
  const toast = useToast()
  // a found server is handed over through the address
  const [given] = useState(navigator.current().state['url'] ?? '')
  const [typed, setTyped] = useState<Typed>(() =>
    target === undefined ? { ...emptyTyped, url: given } : typedOf(target.config),
  )
  const [test, setTest] = useState<Test>({ is: 'none' })
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const missing = problemOf(typed, all)
  const change = (part: Partial<Typed>) => {
    setTyped((now) => ({ ...now, ...part }))
    setTest({ is: 'none' })
    setProblem(undefined)
  }
  const runTest = () => {
    setTest({ is: 'running' })
    client
      .call('targets.test', draftOf(typed))
      .then((result) => setTest({ is: 'done', ...result }))
      .catch((error: unknown) => setTest({ is: 'error', error }))
  }
  const save = () => {
    setSaving(true)
    const draft = draftOf(typed)
    const asked =
      target === undefined
        ? client.call('targets.add', draft)
        : client.call('targets.update', { id: target.config.id, draft })
    asked
      .then((saved) => {
        toast(
          target === undefined ? `${saved.config.name} was added` : `${saved.config.name} was saved`,
          'ok',
        )
        navigator.go({ path: ['t', saved.config.id], state: {}, at: 'live' })
      })
      .catch(setProblem)
      .finally(() => setSaving(false))
  }
  return (
    <div className={style['page']}>
      <h1 className={style['title']}>
        {target === undefined ? 'Add a target' : `Edit ${target.config.name}`}
      </h1>
      <div className={style['narrow']}>
        <Panel title="Where it is" padded>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <TargetForm typed={typed} onChange={change} catalogues={all} isSaved={target !== undefined} />
            {problem !== undefined && <Failed title="It could not be saved" error={problem} />}
            <div className={style['actions']}>
              <Button onClick={runTest} disabledWhy={missing}>
                Test connection
              </Button>
              <Button kind="primary" submit disabledWhy={missing ?? (isSaving ? 'Saving' : undefined)}>
                {target === undefined ? 'Add and observe' : 'Save'}
              </Button>
            </div>
          </form>
        </Panel>
        <div className={style['side']}>
          <TestPanel test={test} />
          {target === undefined && (
            <>
              <FoundServers onUse={(server) => change({ ...emptyTyped, url: server.url })} />
              <LabPanel />
            </>
          )}
        </div>
      </div>
    </div>
  )
}

function TestPanel({ test }: { readonly test: Test }) {
  if (test.is === 'none') return null
  const isFailed = test.is === 'done' && test.steps.some((step) => step.state === 'failed')
  return (
    <Panel
      title="Test connection"
      padded
      note={
        test.is === 'done'
          ? isFailed
            ? 'stopped at the first step that failed'
            : 'it works; nothing was saved'
          : ''
      }
    >
      {test.is === 'running' && <Loading>Connecting…</Loading>}
      {test.is === 'error' && <Failed title="It could not be tested" error={test.error} />}
      {test.is === 'done' && <StepList steps={test.steps} capabilities={test.capabilities} />}
    </Panel>
  )
}
