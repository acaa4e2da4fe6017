import { useMemo, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import page from '../../systems/page.module.css'
import { useExperiments, useRuns } from '../use-experiments.ts'
import { CatalogueRow } from './CatalogueRow.tsx'
import style from './catalogue.module.css'
import { grouped, matching } from './group.ts'

/** All experiments: what each asks, how far it reaches, how long it takes, and how it went last. */
export function Catalogue() {
  const experiments = useExperiments()
  const runs = useRuns()
  const [by, setBy] = usePageState('by', 'system')
  const [filter, setFilter] = useState('')
  const all = experiments.value
  const groups = useMemo(
    () => grouped(matching(all ?? [], filter), by === 'concept' ? 'concept' : 'system'),
    [all, filter, by],
  )
  return (
    <div className={page['page']}>
      <div className={page['title']}>
        <h1>Experiments</h1>
        <span className={page['about']}>
          predict, watch real clients on a real cluster, compare; all that is created is removed, and proven
          gone
        </span>
        <i className={page['grow']} />
        <Segmented
          label="Group by"
          value={by}
          onChange={setBy}
          options={[
            { value: 'system', label: 'by system' },
            { value: 'concept', label: 'by concept' },
          ]}
        />
        <SearchField value={filter} onChange={setFilter} placeholder="Experiment or concept" />
      </div>
      {experiments.error !== undefined && (
        <Failed title="The experiments could not be listed" error={experiments.error} />
      )}
      {all === undefined && experiments.error === undefined && <Loading />}
      <div className={style['groups']} onKeyDown={walk}>
        {groups.map(({ name, experiments: own }) => (
          <Panel
            key={name}
            title={by === 'concept' ? name : (catalogues[name]?.name ?? name)}
            note={`${own.length} experiment${own.length === 1 ? '' : 's'}`}
          >
            <Rows experiments={own} runs={runs} />
          </Panel>
        ))}
        {all !== undefined && groups.length === 0 && (
          <Empty title={filter === '' ? 'No experiment is known.' : `No experiment is about “${filter}”.`} />
        )}
      </div>
    </div>
  )
}

function Rows({
  experiments,
  runs,
}: {
  readonly experiments: readonly ExperimentInfo[]
  readonly runs: readonly Run[] | undefined
}) {
  return (
    <ul className={style['rows']}>
      {experiments.map((info) => (
        <CatalogueRow
          key={info.id}
          info={info}
          runs={runs?.filter((run) => run.experiment === info.id) ?? []}
        />
      ))}
    </ul>
  )
}

/** ↑ ↓ from one experiment to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('li > a')]
  const at = links.findIndex((link) => link === document.activeElement)
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
  event.preventDefault()
}
