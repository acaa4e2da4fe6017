import type { Capability } from '../../../shared/api/targets.ts'
import { State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import style from './access.module.css'

const words: Readonly<Record<Capability['state'], readonly [Tone, string]>> = {
  observed: ['ok', 'observed'],
  partly: ['warn', 'partly'],
  'not-observed': ['unknown', 'not observed'],
}

/** The capability map: what is observed through which request, and why the rest isn't. */
export function CapabilityTable({ capabilities }: { readonly capabilities: readonly Capability[] }) {
  return (
    <table className={style['table']}>
      <thead>
        <tr>
          <th>What</th>
          <th>State</th>
          <th>Through</th>
          <th>Why not</th>
        </tr>
      </thead>
      <tbody>
        {capabilities.map((each) => {
          const [tone, word] = words[each.state]
          return (
            <tr key={each.what}>
              <td>{each.what}</td>
              <td>
                <State tone={tone}>{word}</State>
              </td>
              <td className={style['dim']}>{each.by}</td>
              <td>
                {each.why} {each.fix !== undefined && <span className={style['dim']}>{each.fix}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
