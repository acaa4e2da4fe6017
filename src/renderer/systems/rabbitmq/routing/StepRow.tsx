import { Check, CircleDashed, X } from 'lucide-react'
import { Link } from '../../../app/Link.tsx'
import { classes } from '../../../components/classes.ts'
import { bindingWords } from '../binding-words.ts'
import { queuePath } from '../entities.ts'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import type { Step } from './asked.ts'
import style from './routing.module.css'

export interface StepRowProps {
  readonly step: Step
  readonly vhost: string
  readonly exchangeType: string | null
  /** Asked by an exchange further on: it says which. */
  readonly isFurther: boolean
}

/** One binding: does it take the message, where it leads, and why or why not. */
export function StepRow({ step, vhost, exchangeType, isFurther }: StepRowProps) {
  const words = bindingWords(exchangeType, step.key, step.arguments) || 'all'
  return (
    <li className={classes(!step.matches && style['not'])}>
      <Sign step={step} />
      <span className={style['words']} title={words}>
        {isFurther && <span className={style['via']}>{exchangeLabel(step.source)}: </span>}
        {words}
      </span>
      <span className={style['to']} title={step.destination}>
        {step.toExchange ? (
          <>→ {step.destination}</>
        ) : (
          <Link to={queuePath(vhost, step.destination)}>{step.destination}</Link>
        )}
      </span>
      <span className={style['why']} title={step.why}>
        {step.isNear ? `nearly: ${step.why}` : step.why}
      </span>
    </li>
  )
}

function Sign({ step: { matches, isNear } }: { readonly step: Step }) {
  if (matches) return <Check size={12} className={style['yes']} role="img" aria-label="matches" />
  if (isNear)
    return <CircleDashed size={12} className={style['near']} role="img" aria-label="nearly matches" />
  return <X size={12} role="img" aria-label="does not match" />
}
