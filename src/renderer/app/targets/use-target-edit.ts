import { useState } from 'react'
import type { Capability, ConnectStep, TargetState } from '../../../shared/api/targets.ts'
import { useClient } from '../../api/use-client.ts'
import { useNavigator } from '../navigator.ts'
import { useToast } from '../toast/toast.ts'
import { draftOf, emptyTyped, typedOf } from './draft.ts'
import type { Typed } from './draft.ts'

/** How testing the connection went. */
export type Test =
  | { readonly is: 'none' | 'running' }
  | {
      readonly is: 'done'
      readonly steps: readonly ConnectStep[]
      readonly capabilities: readonly Capability[]
    }
  | { readonly is: 'error'; readonly error: unknown }

/** The form's state: what is typed, tested and saved. `target` undefined: a new one. */
export function useTargetEdit(target: TargetState | undefined) {
  const client = useClient()
  const navigator = useNavigator()
  const toast = useToast()
  const [typed, setTyped] = useState<Typed>(() =>
    // a found server is handed over through the address
    target === undefined
      ? { ...emptyTyped, url: navigator.current().state['url'] ?? '' }
      : typedOf(target.config),
  )
  const [test, setTest] = useState<Test>({ is: 'none' })
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<unknown>()
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
  const save = async () => {
    setSaving(true)
    try {
      const draft = draftOf(typed)
      const saved = await (target === undefined
        ? client.call('targets.add', draft)
        : client.call('targets.update', { id: target.config.id, draft }))
      toast(`${saved.config.name} was ${target === undefined ? 'added' : 'saved'}`, 'ok')
      navigator.go({ path: ['t', saved.config.id], state: {}, at: 'live' })
    } catch (error) {
      setProblem(error)
    } finally {
      setSaving(false)
    }
  }
  return { typed, test, isSaving, problem, change, runTest, save }
}
