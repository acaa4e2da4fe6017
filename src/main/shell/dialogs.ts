import { archiveSuffix } from '../../shared/api/archives.ts'
import type { Electron } from './electron.ts'
import type { Dialog } from './messages.ts'

const filters = [{ name: 'Orrery archives', extensions: [archiveSuffix.slice(1)] }]

/** Shows one of the platform's dialogs. @returns the paths that were chosen; none: the person thought better of it */
export async function showDialog(
  { dialog }: Pick<Electron, 'dialog'>,
  asked: Dialog,
): Promise<readonly string[]> {
  if (asked.is === 'open')
    return (await dialog.showOpenDialog({ filters, properties: ['openFile', 'multiSelections'] })).filePaths
  const { canceled, filePath } = await dialog.showSaveDialog({ filters, defaultPath: asked.name })
  return canceled || filePath === '' ? [] : [withSuffix(filePath)]
}

/** Where the platform's dialog adds none. */
const withSuffix = (path: string) => (path.endsWith(archiveSuffix) ? path : `${path}${archiveSuffix}`)
