import type { BudgetLimit, Catalogue, ConnectionOption } from '../../../shared/systems/catalogue.ts'
import { SelectField, TextField } from '../../components/Field.tsx'
import { CredentialFields } from './CredentialFields.tsx'
import { readUrl, suggestedName } from './draft.ts'
import type { ReadUrl, Typed } from './draft.ts'
import style from './targets.module.css'

export interface TargetFormProps {
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
  readonly catalogues: readonly Catalogue[]
  /** A saved target is edited by its fields; its password stays when left empty. */
  readonly isSaved: boolean
}

/** A connection string, or the same by fields. What a system wants beside addresses stands in its catalogue. */
export function TargetForm(props: TargetFormProps) {
  const { typed, onChange, catalogues, isSaved } = props
  const fromUrl = tryUrl(typed.url, catalogues)
  const system = fromUrl?.system ?? catalogues.find((each) => each.id === typed.system)
  const isByFields = typed.url.trim() === ''
  return (
    <div className={style['form']}>
      {!isSaved && <UrlField {...props} fromUrl={fromUrl} />}
      <TextField
        label="Name"
        value={typed.name}
        onChange={(name) => onChange({ name })}
        placeholder={suggestedName(typed) || 'prod-orders'}
      />
      {isByFields && <WhereFields {...props} port={system?.defaultPort ?? 0} />}
      <CredentialFields {...{ typed, onChange, isSaved, isByFields }} />
      {isByFields && (
        <div className={style['two']}>
          {system?.options.map((option) => (
            <OptionField key={option.key} {...{ option, typed, onChange }} />
          ))}
        </div>
      )}
      <More {...{ typed, onChange }} budgets={system?.budgets ?? []} />
    </div>
  )
}

function UrlField({
  typed,
  onChange,
  catalogues,
  fromUrl,
}: TargetFormProps & { readonly fromUrl: ReadUrl | undefined }) {
  const example = catalogues
    .map((each) => `${each.schemes[0] ?? each.id}://host:${each.defaultPort}`)
    .join('   ')
  const asWho = fromUrl?.username === undefined ? '' : `, as ${fromUrl.username}`
  return (
    <TextField
      label="Connection string"
      mono
      autoFocus
      value={typed.url}
      onChange={(url) => onChange({ url })}
      placeholder={example}
      help={
        fromUrl === undefined
          ? 'Paste one, or fill in the fields below.'
          : `${fromUrl.system.name} at ${fromUrl.endpoints.join(', ')}${asWho}`
      }
    />
  )
}

function WhereFields({ typed, onChange, catalogues, port }: TargetFormProps & { readonly port: number }) {
  return (
    <>
      <div className={style['two']}>
        <SelectField
          label="System"
          value={typed.system}
          options={catalogues.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(system) => onChange({ system, options: {} })}
        />
        <TextField
          label="Sample every, seconds"
          type="number"
          value={typed.seconds}
          onChange={(seconds) => onChange({ seconds })}
          placeholder="5"
        />
      </div>
      <TextField
        label="Endpoints"
        mono
        value={typed.endpoints}
        onChange={(endpoints) => onChange({ endpoints })}
        placeholder={`host-1:${port}, host-2:${port}`}
        help="Any that answer; the others of the cluster are found through them."
      />
    </>
  )
}

interface OptionFieldProps {
  readonly option: ConnectionOption
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
}

function OptionField({ option: { key, label, choices, placeholder }, typed, onChange }: OptionFieldProps) {
  const value = typed.options[key] ?? choices?.[0]?.value ?? ''
  const set = (next: string) => onChange({ options: { ...typed.options, [key]: next } })
  if (choices !== undefined)
    return <SelectField label={label} value={value} options={choices} onChange={set} />
  return <TextField label={label} mono value={value} onChange={set} placeholder={placeholder ?? ''} />
}

interface MoreProps {
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
  readonly budgets: readonly BudgetLimit[]
}

function More({ typed, onChange, budgets }: MoreProps) {
  return (
    <details className={style['more']}>
      <summary>Permission{budgets.length > 0 ? ' and budget' : ''}</summary>
      <div>
        <SelectField
          label="Permission"
          value={typed.permission}
          options={[
            { value: 'observe', label: 'observe only' },
            { value: 'experiment', label: 'experiments may create objects named orrery.…' },
          ]}
          onChange={(permission) => onChange({ permission })}
          help="Observing never changes a cluster, whatever stands here."
        />
        <div className={style['two']}>
          {budgets.map(({ key, label }) => (
            <TextField
              key={key}
              label={label}
              type="number"
              value={typed.budget[key] ?? ''}
              onChange={(limit) => onChange({ budget: { ...typed.budget, [key]: limit } })}
              placeholder="as usual"
            />
          ))}
        </div>
      </div>
    </details>
  )
}

/** Undefined while it isn't one yet; what is wrong is said beside the buttons. */
function tryUrl(text: string, catalogues: readonly Catalogue[]): ReadUrl | undefined {
  try {
    return text.trim() === '' ? undefined : readUrl(text, catalogues)
  } catch {
    return undefined
  }
}
