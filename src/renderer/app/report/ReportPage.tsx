import { useState } from 'react'
import type { Redaction, ReportFormat } from '../../../shared/api/report.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { formatDuration, formatInstantLong } from '../../../shared/base/format-time.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { CheckField, TextField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { saveFile } from '../../components/save-file.ts'
import { useToast } from '../toast/toast.ts'
import { usePageState } from '../use-page-state.ts'
import { useReportStretch } from './use-report-stretch.ts'
import style from './report.module.css'

const redactions: readonly { readonly kind: Redaction; readonly label: string; readonly help: string }[] = [
  { kind: 'hosts', label: 'Addresses', help: 'host names and IP addresses' },
  { kind: 'names', label: 'Names', help: 'of targets, topics, groups, queues, znodes, keys' },
  { kind: 'clients', label: 'Names of clients', help: 'client ids, sessions, connections' },
]
const formats: readonly { readonly format: ReportFormat; readonly label: string; readonly about: string }[] =
  [
    { format: 'html', label: 'HTML', about: 'one file, opens anywhere, prints well' },
    { format: 'pdf', label: 'PDF', about: 'to be sent or filed' },
    { format: 'md', label: 'Markdown', about: 'for an issue tracker' },
    { format: 'json', label: 'JSON', about: 'for programs' },
    { format: 'csv', label: 'CSV', about: 'the evidence’s series' },
  ]

/** A report before it is carried away: of whom, from when to when, what is left out; and how it will look. */
export function ReportPage({ targets }: { readonly targets: readonly TargetState[] }) {
  const [of, setOf] = usePageState('of', '')
  const [redact, setRedact] = usePageState('redact', '')
  const [title, setTitle] = useState('')
  const chosen = targets.filter(({ config }) => of.split(',').includes(config.id))
  const stretch = useReportStretch(chosen)
  const targetIds = chosen.map(({ config }) => config.id)
  const replaced = redactions.map(({ kind }) => kind).filter((kind) => redact.split(',').includes(kind))
  const request = {
    targetIds,
    ...stretch,
    redact: replaced,
    ...(title.trim() === '' ? {} : { title: title.trim() }),
  }
  const toggled = (list: string, one: string) => {
    const all = list.split(',').filter(Boolean)
    return (all.includes(one) ? all.filter((each) => each !== one) : [...all, one]).join(',')
  }
  return (
    <div className={style['page']}>
      <Panel title="Report" padded>
        <div className={style['form']}>
          <fieldset>
            <legend>Of</legend>
            {targets
              .filter(({ extent }) => extent !== undefined)
              .map(({ config }) => (
                <CheckField
                  key={config.id}
                  label={config.name}
                  checked={targetIds.includes(config.id)}
                  onChange={() => setOf(toggled(of, config.id))}
                />
              ))}
          </fieldset>
          <div>
            <div className={style['legend']}>From, to</div>
            {formatInstantLong(stretch.from)}
            <br />
            {formatInstantLong(stretch.to)}
            <div className={style['dim']}>
              {formatDuration(stretch.to - stretch.from)}: the range that was on screen
            </div>
          </div>
          <fieldset>
            <legend>Replace by stand-ins</legend>
            {redactions.map(({ kind, label, help }) => (
              <CheckField
                key={kind}
                label={label}
                help={help}
                checked={replaced.includes(kind)}
                onChange={() => setRedact(toggled(redact, kind))}
              />
            ))}
          </fieldset>
          <TextField
            label="Title"
            value={title}
            onChange={setTitle}
            placeholder={chosen.map(({ config }) => config.name).join(', ')}
          />
          <Formats request={request} />
        </div>
      </Panel>
      <Panel title="As it will look" fill>
        {chosen.length === 0 ? <Empty title="Choose a target at the left." /> : <Preview request={request} />}
      </Panel>
    </div>
  )
}

type Request = Parameters<ReturnType<typeof useMake>>[0]

function useMake() {
  const client = useClient()
  return (
    request: {
      readonly targetIds: readonly string[]
      readonly from: number
      readonly to: number
      readonly redact: readonly Redaction[]
      readonly title?: string
    },
    format: ReportFormat,
    signal?: AbortSignal,
  ) => client.call('report.make', { request, format }, signal)
}

/** Saves it in one of the formats. */
function Formats({ request }: { readonly request: Request }) {
  const make = useMake()
  const toast = useToast()
  const [busy, setBusy] = useState<ReportFormat>()
  const save = async (format: ReportFormat) => {
    setBusy(format)
    try {
      const { name, mime, data } = await make(request, format)
      saveFile(name, mime, data)
      toast(`${name} was saved`, 'ok')
    } catch (thrown) {
      const { message, fix } = asOrreryError(thrown)
      toast(`${message}${fix === undefined ? '' : `. ${fix}`}`, 'bad')
    } finally {
      setBusy(undefined)
    }
  }
  const why = request.targetIds.length === 0 ? 'Choose a target' : busy && 'It is being made'
  return (
    <div className={style['formats']}>
      {formats.map(({ format, label, about }, index) => (
        <div key={format}>
          <Button
            kind={index === 0 ? 'primary' : 'plain'}
            onClick={() => void save(format)}
            disabledWhy={why}
          >
            Save {label}
          </Button>
          <span className={style['dim']}>{busy === format ? 'being made…' : about}</span>
        </div>
      ))}
    </div>
  )
}

/** The very file that would be saved, in a frame that may run nothing. */
function Preview({ request }: { readonly request: Request }) {
  const make = useMake()
  const { value, error, isLoading } = useAsked(JSON.stringify(request), (signal) =>
    make(request, 'html', signal),
  )
  if (error !== undefined && !isLoading) return <Failed title="It could not be made" error={error} />
  if (value === undefined) return <Loading>Reading the history…</Loading>
  const { page, css } = withoutStyle(String(value.data))
  return (
    <iframe
      className={style['frame']}
      title="The report"
      // its styles are given from here: scripts stay forbidden
      sandbox="allow-same-origin"
      srcDoc={page}
      onLoad={(event) => dress(event.currentTarget, css)}
    />
  )
}

/** The window's policy lets no page within it bring styles of its own. */
function withoutStyle(html: string): { readonly page: string; readonly css: string } {
  const [, before = html, css = '', after = ''] = /^([^]*?)<style>([^]*?)<\/style>([^]*)$/.exec(html) ?? []
  return { page: before + after, css }
}

function dress(frame: HTMLIFrameElement, css: string): void {
  const { contentDocument: page, contentWindow: inside } = frame
  if (page === null || inside === null) return
  const { CSSStyleSheet: Sheet } = inside as unknown as { readonly CSSStyleSheet: typeof CSSStyleSheet }
  const sheet = new Sheet()
  sheet.replaceSync(css)
  page.adoptedStyleSheets = [sheet]
}
