import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { KpiStrip } from '../../../../src/renderer/components/KpiStrip.tsx'
import { Mark, SvgMark } from '../../../../src/renderer/components/Mark.tsx'
import { MarksProvider } from '../../../../src/renderer/components/marks.ts'
import type { Marks } from '../../../../src/renderer/components/marks.ts'

const marks: Marks = {
  of: (entity) => (entity === 'broker/3' ? { sign: 'changed', says: 'State online → silent' } : undefined),
  gone: [],
  left: 0,
  isOtherTarget: false,
  at: 0,
}

const card = (
  <div>
    <Mark entity="broker/3" />
    <Mark entity="broker/4" />
    <svg>
      <SvgMark entity="broker/3" x={10} y={10} />
    </svg>
    <KpiStrip items={[{ label: 'Controller', value: 'node 3', entity: 'broker/3' }]} />
  </div>
)

test('nothing is marked while nothing is compared', () => {
  expect(renderToStaticMarkup(card)).not.toContain('data-mark')
})

test('what differs is marked by shape, and says what differs', () => {
  const drawn = renderToStaticMarkup(<MarksProvider value={marks}>{card}</MarksProvider>)
  expect(drawn.match(/data-mark="changed"/g)).toHaveLength(3)
  expect(drawn.match(/aria-label="State online → silent"/g)).toHaveLength(3)
})
