import { HomeLink } from '../app/frame/HomeLink.tsx'
import { classes } from '../components/classes.ts'
import style from '../app/frame/Header.module.css'
import { experimentPath, useExperiments, useRuns } from './use-experiments.ts'

interface Crumb {
  readonly label: string
  readonly path: readonly string[]
}

/** Where one is among the experiments: Experiments / Rebalance / run 14. */
export function ExperimentCrumbs({ path }: { readonly path: readonly string[] }) {
  const crumbs = useCrumbs(path)
  return crumbs.map(({ label, path: to }, index) => (
    <span key={to.join('/')} style={{ display: 'contents' }}>
      <span className={style['sep']}>/</span>
      <HomeLink path={to} className={classes(style['crumb'], index === crumbs.length - 1 && style['last'])}>
        {label}
      </HomeLink>
    </span>
  ))
}

function useCrumbs(path: readonly string[]): readonly Crumb[] {
  const infos = useExperiments().value
  const runs = useRuns()
  const [, first, second] = path
  const run = first === 'run' ? runs?.find((each) => each.id === second) : undefined
  const id = first === 'run' ? run?.experiment : second === undefined ? undefined : `${first}/${second}`
  const title = infos?.find((info) => info.id === id)?.title ?? id
  return [
    { label: 'Experiments', path: ['x'] },
    ...(first === 'runs' ? [{ label: 'Runs', path: ['x', 'runs'] }] : []),
    ...(id === undefined ? [] : [{ label: title ?? id, path: experimentPath(id) }]),
    ...(first === 'run' ? [{ label: run === undefined ? 'run' : `run ${run.number}`, path }] : []),
  ]
}
