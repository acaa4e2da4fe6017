import { Component } from 'react'
import type { ReactNode } from 'react'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'

export interface ErrorBoundaryProps {
  /** What broke: "This page". */
  readonly what: string
  readonly children: ReactNode
}

/** A drawing that throws takes its own page down, never the window. Give a `key` to start anew elsewhere. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return (
      <Failed
        title={`${this.props.what} broke while drawing`}
        error={error}
        actions={
          <>
            <Button onClick={() => this.setState({ error: undefined })}>Draw again</Button>
            <CopyButton words label="Copy the error" text={`${text}\n${location.href}`} />
          </>
        }
      >
        This is a bug in Orrery; collecting goes on.
      </Failed>
    )
  }
}
