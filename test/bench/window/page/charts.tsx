import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Line, LineChart, XAxis, YAxis } from 'recharts'
import type { SeriesData } from '../../../../src/shared/api/history.ts'
import { TimeChart } from '../../../../src/renderer/components/chart/TimeChart.tsx'
import '../../../../src/renderer/components/tokens.css'

const charts = 12
const seriesOfChart = 8
const points = 500
const stepMs = 1000
const names = Array.from({ length: seriesOfChart }, (_, i) => ({ label: `series ${i + 1}` }))

/** What arrives once a second: whole arrays that moved on by one point. */
function dataAt(now: number, chart: number): SeriesData {
  const t = Float64Array.from({ length: points }, (_, i) => now - (points - 1 - i) * stepMs)
  const wave = (series: number) => (at: number) =>
    500 +
    60 * series +
    200 * Math.sin(at / 9000 + chart + series) +
    (((at / stepMs) * 7919 + series * 31) % 40)
  const v = names.map((_, series) => t.map(wave(series)))
  return { t, v, min: v, max: v }
}

function Ours({ now }: { readonly now: number }) {
  return Array.from({ length: charts }, (_, chart) => (
    <div key={chart} style={{ width: 460 }}>
      <TimeChart
        label={`Chart ${chart}`}
        data={dataAt(now, chart)}
        series={names}
        unit="count"
        from={now - points * stepMs}
        to={now}
      />
    </div>
  ))
}

/** The reference: the same by recharts alone, rows of objects and its own lines. */
function Plain({ now }: { readonly now: number }) {
  return Array.from({ length: charts }, (_, chart) => {
    const { t, v } = dataAt(now, chart)
    const rows = Array.from(t, (at, i) =>
      Object.fromEntries([['t', at], ...v.map((one, s) => [`s${s}`, one[i]])]),
    )
    return (
      <LineChart key={chart} width={460} height={150} data={rows}>
        <XAxis dataKey="t" type="number" domain={['dataMin', 'dataMax']} />
        <YAxis />
        {names.map((_, s) => (
          <Line key={s} dataKey={`s${s}`} dot={false} isAnimationActive={false} />
        ))}
      </LineChart>
    )
  })
}

function Page() {
  const [now, setNow] = useState(() => Math.floor(Date.now() / stepMs) * stepMs)
  useEffect(() => {
    const timer = setInterval(() => setNow((before) => before + stepMs), stepMs)
    return () => clearInterval(timer)
  }, [])
  const Charts = location.search === '?plain' ? Plain : Ours
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 8 }}>
      <Charts now={now} />
    </div>
  )
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Page />)
