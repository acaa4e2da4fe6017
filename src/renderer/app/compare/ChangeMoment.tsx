import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { At } from '../../../shared/api/history.ts'
import { formatInstant, formatInstantLong } from '../../../shared/base/format-time.ts'
import { Button } from '../../components/Button.tsx'
import { Popover } from '../../components/Popover.tsx'
import { useInstant } from '../../api/instant.ts'
import { useFindingsInRange } from '../findings/use-findings.ts'
import { useAddress } from '../navigator.ts'
import { InstantForm } from '../timebar/GoTo.tsx'
import style from './compare.module.css'
import type { Comparing } from './comparing.ts'
import { besideText } from './pair.ts'
import type { CompareControl } from './use-compare-control.ts'

export interface ChangeMomentProps {
  readonly comparing: Comparing
  readonly control: CompareControl
}

/** The other moment by its time, which opens the ways to another one. */
export function ChangeMoment({ comparing, control }: ChangeMomentProps) {
  const [open, setOpen] = useState(false)
  const { a, b, request } = comparing
  const isNewest = request.a.at === 'live'
  const choose = (at: At) => {
    control.setAt(at)
    setOpen(false)
  }
  return (
    <Popover
      label="Compare with another moment"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={style['choice']} title={formatInstantLong(a)} data-vs>
          <b>{isNewest ? 'its newest moment' : besideText(a, b)}</b>
          <ChevronDown size={11} aria-hidden />
        </button>
      }
    >
      <InstantForm label="Compare with" submit="Compare" onInstant={choose} />
      <QuickChoices comparing={comparing} onChoose={choose} />
    </Popover>
  )
}

const distances = [
  ['1 min', 60_000],
  ['5 min', 300_000],
  ['1 h', 3_600_000],
  ['1 day', 86_400_000],
] as const

/** What is asked most: a while before what is on screen, and before a finding's condition began. */
function QuickChoices({
  comparing: { b, other, request },
  onChoose,
}: {
  readonly comparing: Comparing
  readonly onChoose: (at: At) => void
}) {
  const finding = useChosenFinding(request.b.targetId)
  const began = other.extent?.from ?? b
  return (
    <div className={style['quick']}>
      <span className={style['caption']}>before what is on screen</span>
      {distances.map(([label, ms]) => (
        <Button
          key={label}
          disabledWhy={b - ms < began ? `Nothing was seen before ${formatInstant(began)}` : undefined}
          onClick={() => onChoose(b - ms)}
        >
          {label}
        </Button>
      ))}
      <span className={style['caption']}>or</span>
      <Button onClick={() => onChoose(began)}>its beginning</Button>
      {other.condition !== 'recorded' && <Button onClick={() => onChoose('live')}>its newest</Button>}
      {finding !== undefined && (
        <Button onClick={() => onChoose(finding.since - 1)}>before this finding</Button>
      )}
    </div>
  )
}

/** The finding that is chosen on the page of findings. */
function useChosenFinding(targetId: string) {
  const { range } = useInstant()
  const id = useAddress().state['finding']
  const found = useFindingsInRange(targetId, id === undefined ? undefined : range)
  return found.value?.find((each) => each.id === id)
}
