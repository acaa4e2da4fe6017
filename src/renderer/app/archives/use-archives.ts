import type { ArchivesState } from '../../../shared/api/archives.ts'
import { useLive } from '../../api/use-live.ts'

const everything: Record<string, never> = {}

/** The archives that are open, and what is being exported; undefined until the first answer. */
export function useArchives(): ArchivesState | undefined {
  return useLive('archives', everything)
}
