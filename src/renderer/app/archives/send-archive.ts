import { archivesPath, archiveSuffix, isArchiveName } from '../../../shared/api/archives.ts'
import { OrreryError } from '../../../shared/base/errors.ts'

/**
 * Gives a file of the person's browser to the headless host. @returns where the copy lies there
 * @throws OrreryError `invalid` it isn't named like an archive, `storage` the host can't keep it, `refused`
 */
export async function sendArchive(file: File): Promise<string> {
  if (!isArchiveName(file.name))
    throw new OrreryError('invalid', `${file.name} is not named like an archive`, {
      fix: `Archives are files named *${archiveSuffix}.`,
    })
  const response = await put(file)
  const text = (await response.text()).trim()
  if (response.status === 201) return text
  throw new OrreryError('storage', `${file.name} could not be taken: ${text}`)
}

async function put(file: File): Promise<Response> {
  try {
    return await fetch(`${archivesPath}${encodeURIComponent(file.name)}`, { method: 'PUT', body: file })
  } catch (cause) {
    throw new OrreryError('refused', `${file.name} could not be sent: the line to the collector was lost`, {
      cause,
      fix: 'Try again when it is back.',
    })
  }
}
