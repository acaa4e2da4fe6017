import { Download } from 'lucide-react'
import { archivesPath, type ExportedArchive } from '../../../shared/api/archives.ts'
import { formatBytes } from '../../../shared/base/format-number.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Facts } from '../../components/Facts.tsx'
import { Name } from '../../components/Name.tsx'
import style from './archives.module.css'

/** Where the archive lies, what it takes, and how to have it: in a browser it can be fetched. */
export function Exported({ made }: { readonly made: ExportedArchive }) {
  const client = useClient()
  const host = useAsked('info', (signal) => client.call('app.info', undefined, signal)).value?.host
  return (
    <div className={style['form']}>
      <Facts
        rows={[
          { label: 'File', value: <Name>{made.file}</Name>, source: made.path },
          { label: 'Size', value: formatBytes(made.sizeBytes) },
        ]}
      />
      <div className={style['ways']}>
        {host === 'headless' && (
          <a
            className={style['download']}
            href={`${archivesPath}${encodeURIComponent(made.file)}`}
            download={made.file}
          >
            <Download size={12} aria-hidden /> Download
          </a>
        )}
        <CopyButton words text={made.path} label="Copy path" />
      </div>
      <p className={style['lead']}>
        Whoever has it opens it by dropping it onto Orrery’s window, or with{' '}
        <code>orrery open {made.file}</code>.
      </p>
    </div>
  )
}
