import { MarkTag } from '../components/Mark.tsx'

/** Before a value that is another at the moment that is compared: what it is there. */
export function OtherValue({ value, when }: { readonly value: string | null; readonly when: string }) {
  const told = value === null ? 'not told' : value === '' ? 'empty' : value
  return <MarkTag mark={{ sign: 'changed', says: `${when}: ${told}` }} />
}
