import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { SelectField, TextField } from '../../components/Field.tsx'
import { readUrl, suggestedName } from './draft.ts'
import type { Typed } from './draft.ts'
import style from './targets.module.css'

export interface TargetFormProps {
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
  readonly catalogues: readonly Catalogue[]
  /** A saved target is edited by its fields; its password stays when left empty. */
  readonly isSaved: boolean
}

const mechanisms = [
  { value: '', label: 'none, or as the server says' },
  { value: 'plain', label: 'SASL/PLAIN' },
  { value: 'scram-sha-256', label: 'SASL/SCRAM-SHA-256' },
  { value: 'scram-sha-512', label: 'SASL/SCRAM-SHA-512' },
] as const

/** A connection string, or the same by fields. */
export function TargetForm({ typed, onChange, catalogues, isSaved }: TargetFormProps) {
  const fromUrl = readUrl(typed.url, catalogues)
  const set = (key: keyof Typed) => (value: string) => onChange({ [key]: value })
  const byFields = typed.url.trim() === ''
  const system = fromUrl?.system ?? typed.system
  const example = catalogues
    .map((each) => `${each.schemes[0] ?? each.id}://host:${each.defaultPort}`)
    .join('   ')
  return (
    <div className={style['form']}>
      {!isSaved && (
        <TextField
          label="Connection string"
          mono
          autoFocus
          value={typed.url}
          onChange={set('url')}
          placeholder={example}
          help={
            fromUrl === undefined
              ? 'Paste one, or fill in the fields below.'
              : `${nameOf(catalogues, fromUrl.system)} at ${fromUrl.endpoints}${fromUrl.username === '' ? '' : `, as ${fromUrl.username}`}`
          }
        />
      )}
      <TextField
        label="Name"
        value={typed.name}
        onChange={set('name')}
        placeholder={suggestedName(typed) || 'prod-kafka'}
      />
      {byFields && (
        <>
          <div className={style['two']}>
            <SelectField
              label="System"
              value={typed.system}
              options={catalogues.map((each) => ({ value: each.id, label: each.name }))}
              onChange={set('system')}
            />
            <TextField
              label="Sample every, seconds"
              type="number"
              value={typed.seconds}
              onChange={set('seconds')}
              placeholder="5"
            />
          </div>
          <TextField
            label="Endpoints"
            mono
            value={typed.endpoints}
            onChange={set('endpoints')}
            placeholder={`host-1:${portOf(catalogues, system)}, host-2:${portOf(catalogues, system)}`}
            help="Any that answer; the others of the cluster are found through them."
          />
        </>
      )}
      <Credentials {...{ typed, onChange, isSaved, system, byFields }} />
      <More {...{ typed, onChange, system, byFields }} />
    </div>
  )
}

interface PartProps {
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
  readonly system: string
  readonly byFields: boolean
}

function Credentials({
  typed,
  onChange,
  isSaved,
  system,
  byFields,
}: PartProps & { readonly isSaved: boolean }) {
  const kept = isSaved && typed.passwordIn === 'typed'
  return (
    <>
      {byFields && (
        <div className={style['two']}>
          <TextField label="User" value={typed.username} onChange={(username) => onChange({ username })} />
          {system === 'kafka' && (
            <SelectField
              label="Mechanism"
              value={typed.mechanism}
              options={mechanisms}
              onChange={(mechanism) => onChange({ mechanism })}
            />
          )}
        </div>
      )}
      <div className={style['two']}>
        <SelectField
          label="Password comes"
          value={typed.passwordIn}
          options={[
            { value: 'typed', label: byFields ? 'as typed here' : 'in the string' },
            { value: 'env', label: 'from an environment variable' },
            { value: 'file', label: 'from a file' },
          ]}
          onChange={(passwordIn) => onChange({ passwordIn })}
        />
        {typed.passwordIn !== 'typed' ? (
          <TextField
            label={typed.passwordIn === 'env' ? 'Variable' : 'Path'}
            mono
            value={typed.passwordRef}
            onChange={(passwordRef) => onChange({ passwordRef })}
          />
        ) : (
          byFields && (
            <TextField
              label="Password"
              type="password"
              value={typed.password}
              onChange={(password) => onChange({ password })}
              placeholder={kept ? 'unchanged' : ''}
              help="Kept in a file that only you can read; it never comes back to this window."
            />
          )
        )}
      </div>
    </>
  )
}

function More({ typed, onChange, system, byFields }: PartProps) {
  const set = (key: keyof Typed) => (value: string) => onChange({ [key]: value })
  return (
    <details className={style['more']}>
      <summary>Permission, budget and the rest</summary>
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
          <TextField
            label="Requests a second, at most"
            type="number"
            value={typed.requests}
            onChange={set('requests')}
            placeholder="no limit"
          />
          {system === 'zookeeper' && (
            <TextField
              label="Znodes, at most"
              type="number"
              value={typed.znodes}
              onChange={set('znodes')}
              placeholder="no limit"
            />
          )}
        </div>
        {system === 'zookeeper' && byFields && (
          <div className={style['two']}>
            <TextField label="Chroot" mono value={typed.chroot} onChange={set('chroot')} placeholder="/" />
            <TextField
              label="Port of AdminServer"
              type="number"
              value={typed.admin}
              onChange={set('admin')}
              placeholder="8080"
            />
          </div>
        )}
      </div>
    </details>
  )
}

const nameOf = (catalogues: readonly Catalogue[], id: string) =>
  catalogues.find((each) => each.id === id)?.name ?? id
const portOf = (catalogues: readonly Catalogue[], id: string) =>
  catalogues.find((each) => each.id === id)?.defaultPort ?? 0
