import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'

export interface CopyButtonProps {
  /** What goes to the clipboard; a function is called when pressed. */
  readonly text: string | (() => string)
  /** Of an icon alone, or the words beside it when `words`. */
  readonly label: string
  readonly words?: boolean
}

/** Copies, and says so for two seconds. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () => {
    const value = typeof text === 'string' ? text : text()
    void navigator.clipboard.writeText(value).then(() => setCopied(true))
  }
  const icon = isCopied ? <Check size={12} /> : <Copy size={12} />
  if (words !== true)
    return (
      <Button kind="ghost" label={isCopied ? 'Copied' : label} onClick={copy}>
        {icon}
      </Button>
    )
  return (
    <Button onClick={copy}>
      {icon} {isCopied ? 'Copied' : label}
    </Button>
  )
}
