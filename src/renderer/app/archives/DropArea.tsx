import { FolderArchive } from 'lucide-react'
import { useEffect, useState } from 'react'
import { droppedChannel } from '../../../shared/rpc/window-line.ts'
import style from './archives.module.css'

export interface DropAreaProps {
  /** There the bridge says where dropped files lie: nothing is copied. */
  readonly isElectron: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onPaths: (paths: readonly string[]) => void
}

/** The whole window: shown while files are dragged over it. */
export function DropArea({ isElectron, onFiles, onPaths }: DropAreaProps) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // without it the browser would leave the page and show the file
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (!isElectron) onFiles([...(event.dataTransfer?.files ?? [])])
    }
    const onMessage = ({ source, data }: MessageEvent<unknown>) => {
      const paths: unknown = Reflect.get(Object(data), droppedChannel)
      if (source === window && Array.isArray(paths)) onPaths(paths.map(String))
    }
    const listeners = [
      ['dragover', onDrag],
      ['dragleave', onLeave],
      ['drop', onDrop],
      ['message', onMessage],
    ] as const
    for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener as EventListener)
    }
  }, [isElectron, onFiles, onPaths])
  if (!isOver) return null
  return (
    <div className={style['drop']}>
      <div>
        <FolderArchive size={28} aria-hidden />
        <b>Open this archive</b>
        <span>Nothing is asked from any cluster, and the file is not changed.</span>
      </div>
    </div>
  )
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}
