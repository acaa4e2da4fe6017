import { Arrow, Box, Sheet, Words } from '../../sketch-parts.tsx'

/** A queue whose dead letters have nowhere to go, and one whose have. */
export function DeadLettersSketch() {
  return (
    <Sheet
      height={200}
      says="Above: a publisher, a queue, and a dead-letter exchange that doesn’t exist; what dies in the queue ends in nothing. Below: the exchange is there and bound to a queue, which captures it."
    >
      <Way y={30} isThere={false} />
      <Way y={126} isThere />
    </Sheet>
  )
}

function Way({ y, isThere }: { readonly y: number; readonly isThere: boolean }) {
  return (
    <g>
      <Box x={10} y={y} width={88} name="publisher" kind="client" />
      <Arrow from={[100, y + 13]} to={[150, y + 13]} />
      <Words x={125} y={y - 4}>
        confirmed
      </Words>
      <Box x={152} y={y} width={84} name="queue" />
      <Arrow from={[238, y + 13]} to={[298, y + 13]} />
      <Words x={268} y={y - 4}>
        dies
      </Words>
      <Box x={300} y={y} width={96} name="dlx" kind={isThere ? 'good' : 'lost'} />
      {isThere ? (
        <>
          <Arrow from={[398, y + 13]} to={[440, y + 13]} />
          <Box x={442} y={y} width={108} name="dead letters" kind="good" />
          <Words x={496} y={y + 44} tone="strong">
            captured, with x-death
          </Words>
        </>
      ) : (
        <>
          <Words x={348} y={y + 44} tone="bad">
            isn’t there: lost, and nobody is told
          </Words>
        </>
      )}
    </g>
  )
}
