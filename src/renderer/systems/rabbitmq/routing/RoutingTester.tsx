import { useId, useState, type ReactNode } from 'react'
import { plainType } from '../../../../shared/systems/rabbitmq-matching.ts'
import type { RoutingTable } from '../../../../shared/systems/rabbitmq-routing.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Button } from '../../../components/Button.tsx'
import { classes } from '../../../components/classes.ts'
import { Panel } from '../../../components/Panel.tsx'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import { saidOf, type Answer } from './asked.ts'
import { StepRow } from './StepRow.tsx'
import style from './routing.module.css'

export interface RoutingTesterProps {
  readonly table: RoutingTable
  readonly question: Question
  readonly onAsk: (change: Partial<Question>) => void
  /** undefined: nothing is asked yet. */
  readonly answer: Answer | undefined
  /** What of the headers could not be read. */
  readonly problem: string | undefined
}

/** As it is typed, and kept in the address. */
export interface Question {
  /** Name; `undefined`: none is chosen. */
  readonly exchange: string | undefined
  readonly key: string
  readonly headers: string
}

/** What would this key and these headers reach? Worked out from the bindings that were read; nothing is published. */
export function RoutingTester({ table, question, onAsk, answer, problem }: RoutingTesterProps) {
  return (
    <Panel title="Routing tester" note="nothing is published">
      <Form {...{ table, question, onAsk, problem }} />
      {answer === undefined ? (
        <p className={style['hint']}>Choose an exchange to see what a message would reach.</p>
      ) : (
        <Steps key={question.exchange} answer={answer} table={table} />
      )}
    </Panel>
  )
}

type FormProps = Pick<RoutingTesterProps, 'table' | 'question' | 'onAsk' | 'problem'>

function Form({ table, question, onAsk, problem }: FormProps) {
  const { exchange, key, headers } = question
  const chosen = table.exchanges.find(({ name }) => name === exchange)
  const type = chosen === undefined ? undefined : plainType(chosen.type, chosen.arguments)
  return (
    <div className={style['form']}>
      <Labelled label="Exchange">
        {(id) => <ExchangeSelect id={id} table={table} exchange={exchange} onAsk={onAsk} />}
      </Labelled>
      <Labelled label="Routing key">
        {(id) => (
          <input
            id={id}
            value={key}
            spellCheck={false}
            autoComplete="off"
            placeholder={type === 'fanout' || type === 'headers' ? 'not looked at here' : 'order.created.eu'}
            onChange={(event) => onAsk({ key: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label="Headers">
        {(id) => (
          <input
            id={id}
            value={headers}
            spellCheck={false}
            autoComplete="off"
            placeholder="format=pdf, pages=12"
            aria-invalid={problem !== undefined}
            onChange={(event) => onAsk({ headers: event.target.value })}
          />
        )}
      </Labelled>
      {problem !== undefined && (
        <p className={style['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function Labelled({
  label,
  children,
}: {
  readonly label: string
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </>
  )
}

function ExchangeSelect({
  id,
  table,
  exchange,
  onAsk,
}: Pick<FormProps, 'table' | 'onAsk'> & { readonly id: string; readonly exchange: string | undefined }) {
  const none = '\u0000'
  return (
    <select
      id={id}
      value={exchange ?? none}
      onChange={({ target: { value } }) => onAsk({ exchange: value === none ? undefined : value })}
    >
      <option value={none}>none chosen</option>
      <option value="">(default) · direct</option>
      {table.exchanges
        .filter(({ name }) => name !== '')
        .map(({ name, type }) => (
          <option key={name} value={name}>
            {exchangeLabel(name)} · {type}
          </option>
        ))}
    </select>
  )
}

/** As many as are shown before one asks for more. */
const few = 8

function Steps({ answer, table }: { readonly answer: Answer; readonly table: RoutingTable }) {
  const [isAll, setIsAll] = useState(false)
  const { routed, steps } = answer
  const relevant = steps.filter(({ matches, isNear }) => matches || isNear)
  const shown = isAll ? steps : relevant.length > few ? relevant : steps.slice(0, few)
  const isLost = routed.queues.length === 0 && routed.unforeseen.length === 0
  return (
    <div className={style['answer']}>
      <p className={classes(style['says'], isLost && style['lost'])} role="status">
        {saidOf(answer)}
      </p>
      <Asides answer={answer} />
      {steps.length === 0 && routed.exchanges[0] !== '' && (
        <Empty title="Nothing is bound to this exchange." />
      )}
      {routed.exchanges[0] === '' && <DefaultQueues queues={routed.queues} />}
      <ul className={style['steps']}>
        {shown.map((step) => (
          <StepRow
            key={`${step.source} ${step.destination} ${step.toExchange} ${step.key} ${JSON.stringify(step.arguments)}`}
            step={step}
            vhost={table.vhost}
            exchangeType={table.exchanges.find(({ name }) => name === step.source)?.type ?? null}
            isFurther={step.source !== routed.exchanges[0]}
          />
        ))}
      </ul>
      {!isAll && shown.length < steps.length && (
        <Button kind="link" onClick={() => setIsAll(true)}>
          {steps.length - shown.length} more that don’t match
        </Button>
      )}
    </div>
  )
}

function DefaultQueues({ queues }: { readonly queues: readonly string[] }) {
  return (
    <ul className={style['steps']}>
      {queues.map((queue) => (
        <li key={queue}>{queue}</li>
      ))}
    </ul>
  )
}

/** What happened on the way besides bindings. */
function Asides({ answer: { routed } }: { readonly answer: Answer }) {
  return (
    <>
      {routed.alternates.map(({ from, to }) => (
        <p key={`${from} ${to}`} className={style['aside']}>
          {exchangeLabel(from)} can’t route it and hands it to its alternate {exchangeLabel(to)}.
        </p>
      ))}
      {routed.missing.map((name) => (
        <p key={name} className={classes(style['aside'], style['lost'])}>
          {name} is named and does not exist: what goes there is lost.
        </p>
      ))}
      {routed.unforeseen.map((name) => (
        <p key={name} className={style['aside']}>
          {name} decides by more than key and headers: which of its queues get it is not known.
        </p>
      ))}
    </>
  )
}
