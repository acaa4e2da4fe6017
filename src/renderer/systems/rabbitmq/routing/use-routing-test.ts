import { useCallback, useMemo } from 'react'
import type { RoutingTable } from '../../../../shared/systems/rabbitmq-routing.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import type { TopologyGraph } from '../topology/graph.ts'
import type { Reach } from '../topology/reach.ts'
import { answerFor, indexOf, reachOfAnswer, type Answer } from './asked.ts'
import { typedHeaders } from './headers.ts'
import type { Question } from './RoutingTester.tsx'

/** The default exchange has no name, and no choice needs another word. */
const noExchange = '-'

/** What is asked of the routing tester, kept in the address, and what comes of it by the bindings of the instant shown. */
export function useRoutingTest(
  table: RoutingTable | undefined,
  graph: TopologyGraph,
  keyOf: (queue: string) => string,
) {
  const { question, ask } = useQuestion()
  const index = useMemo(() => (table === undefined ? undefined : indexOf(table)), [table])
  const typed = useMemo(() => typedHeaders(question.headers), [question.headers])
  const { exchange, key } = question
  const answer = useMemo<Answer | undefined>(
    () =>
      index === undefined || exchange === undefined
        ? undefined
        : answerFor(index, { exchange, key, headers: typed.headers }),
    [index, exchange, key, typed],
  )
  const reach = useMemo<Reach | undefined>(
    () => (answer === undefined ? undefined : reachOfAnswer(answer, graph, keyOf)),
    [answer, graph, keyOf],
  )
  return { question, ask, answer, reach, problem: typed.problem }
}

function useQuestion(): { question: Question; ask: (change: Partial<Question>) => void } {
  const [exchange, setExchange] = usePageState('exchange', noExchange)
  const [key, setKey] = usePageState('key', '')
  const [headers, setHeaders] = usePageState('headers', '')
  const ask = useCallback(
    (change: Partial<Question>) => {
      if ('exchange' in change) setExchange(change.exchange ?? noExchange)
      if (change.key !== undefined) setKey(change.key)
      if (change.headers !== undefined) setHeaders(change.headers)
    },
    [setExchange, setKey, setHeaders],
  )
  return {
    question: { exchange: exchange === noExchange ? undefined : exchange, key, headers },
    ask,
  }
}
