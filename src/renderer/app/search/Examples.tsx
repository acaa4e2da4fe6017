import type { Found } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { examplesOf } from './examples.ts'
import style from './search.module.css'
import type { Wanted } from './wanted.ts'

export interface ExamplesProps {
  readonly targets: readonly TargetState[]
  readonly nameOf: (found: Found) => string
  readonly onChange: (change: Partial<Wanted>) => void
}

/** Before anything is typed: what can be searched here, with kinds and words of what there is. */
export function Examples({ targets, nameOf, onChange }: ExamplesProps) {
  const client = useClient()
  const some = useAsked('examples', (signal) =>
    client.call('search.find', { text: '', limit: 40 }, signal),
  ).value
  const seen = targets.filter(({ extent }) => extent !== undefined)
  const kinds = (some?.kinds ?? []).filter(({ kind }) => kind !== '').slice(0, 12)
  const examples = examplesOf(some?.found ?? [], nameOf)
  return (
    <div className={style['intro']}>
      <h2>Everything that was ever observed{seen.length > 1 && ` of ${seen.length} targets`}</h2>
      <p>
        Things by their name, also those that are gone; values that a configuration, an assignment or a role
        had; findings and runs. All words must be in what is found, in whatever order;{' '}
        <Name>"words in quotes"</Name> stand together.
      </p>
      {kinds.length > 0 && (
        <>
          <h3>By kind</h3>
          <div className={style['tries']}>
            {kinds.map(({ kind, count }) => (
              <Button key={kind} onClick={() => onChange({ sort: 'entity', kinds: [kind] })}>
                {kind} <span className={style['dim']}>{formatNumber(count)}</span>
              </Button>
            ))}
          </div>
        </>
      )}
      {examples.length > 0 && (
        <>
          <h3>For example</h3>
          <div className={style['tries']}>
            {examples.map((text) => (
              <Button key={text} onClick={() => onChange({ text })}>
                <Name>{text}</Name>
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  )
}
