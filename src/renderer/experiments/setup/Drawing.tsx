import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { useSystems } from '../../app/frame/system-context.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { Panel } from '../../components/Panel.tsx'
import { settingsLine } from '../question.ts'
import { Stage } from '../Stage.tsx'
import type { StageFrame } from '../stage.ts'
import { runPath } from '../use-experiments.ts'
import { useRunLog } from '../use-run-log.ts'
import style from './setup.module.css'

/** What it teaches, the experiment's own sketch, and the newest run that came to its end. */
export function Drawing({ info, runs }: { readonly info: ExperimentInfo; readonly runs: readonly Run[] }) {
  const run = runs.find((each) => each.outcome === 'done')
  const sketch = useSystems().find((each) => each.id === info.system)?.sketches?.[info.id]
  const Sketch = sketch
  return (
    <>
      <Panel title="What it teaches" padded>
        <div className={style['teaches']}>
          {info.teaches.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {Sketch !== undefined && (
          <div className={style['sketch']}>
            <Sketch />
          </div>
        )}
      </Panel>
      {run !== undefined && <RecordedDrawing info={info} run={run} />}
    </>
  )
}

const still: StageFrame = { width: undefined, lit: undefined, light: () => undefined, seek: () => undefined }

function RecordedDrawing({ info, run }: { readonly info: ExperimentInfo; readonly run: Run }) {
  const { entries } = useRunLog(run.id, run.entries)
  // half a log would draw half a run
  if (entries.length < run.entries) return null
  return (
    <Panel
      title={`As run ${run.number} went`}
      note={`${settingsLine(info, run.parameters)} · on ${run.targetName}`}
      actions={<HomeLink path={runPath(run.id)}>replay it</HomeLink>}
    >
      <Stage
        run={run}
        entries={entries}
        until={run.ended ?? entries[entries.length - 1]?.at ?? run.began}
        frame={still}
      />
    </Panel>
  )
}
