import { useState, type ReactNode } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Segmented } from '../../../components/Segmented.tsx'
import { hexLines, prettyJson } from './hex.ts'
import style from './znode.module.css'

type Shape = 'json' | 'text' | 'hex'
const names = { json: 'JSON', text: 'text', hex: 'hex' } as const

/** The bytes of a znode, as what they look like; the reader may look otherwise. */
export function ZnodeDataPanel({ data, choice }: { readonly data: ZnodeData; readonly choice: ReactNode }) {
  const { looks, text, base64 } = data.data
  const own: Shape = looks === 'json' ? 'json' : looks === 'text' ? 'text' : 'hex'
  const [chosen, setChosen] = useState<Shape>()
  const shapes: readonly Shape[] =
    looks === 'json' ? ['json', 'text', 'hex'] : text === null ? ['hex'] : ['text', 'hex']
  const shape = chosen !== undefined && shapes.includes(chosen) ? chosen : own
  return (
    <Panel
      title="Data"
      fill
      note={noteOf(data)}
      actions={
        <>
          {choice}
          {base64 !== null && looks !== 'empty' && (
            <>
              <Segmented
                label="Shown as"
                value={shape}
                onChange={setChosen}
                options={shapes.map((value) => ({ value, label: names[value] }))}
              />
              <CopyButton label="Copy the data" text={() => text ?? base64} />
            </>
          )}
        </>
      }
    >
      <Body data={data} shape={shape} />
    </Panel>
  )
}

function Body({ data, shape }: { readonly data: ZnodeData; readonly shape: Shape }) {
  const { base64, text, looks } = data.data
  if (looks === 'empty') return <Empty title="The znode holds no data." />
  if (base64 === null)
    return (
      <div className={style['facts']}>
        <Unknown title="Data: unknown.">
          {data.stat === null
            ? 'The server refuses to read this znode.'
            : 'It was larger than the budget of this target allows to read.'}
        </Unknown>
      </div>
    )
  if (shape === 'hex' || text === null) return <Hex base64={base64} />
  return <pre className={style['text']}>{shape === 'json' ? prettyJson(text) : text}</pre>
}

function Hex({ base64 }: { readonly base64: string }) {
  return (
    <pre className={style['text']}>
      {hexLines(base64).map((line) => (
        <div key={line.offset}>
          <span className={style['offset']}>{line.offset}</span> {line.bytes}{' '}
          <span className={style['ascii']}>{line.text}</span>
        </div>
      ))}
    </pre>
  )
}

function noteOf({ data, stat }: ZnodeData): string {
  const bytes = stat === null ? '' : `${formatNumber(stat.dataLength)} bytes`
  return data.cut ? `${bytes}, the first ${formatNumber(data.keptBytes)} were kept` : bytes
}
