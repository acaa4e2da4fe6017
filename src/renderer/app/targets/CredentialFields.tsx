import { SelectField, TextField } from '../../components/Field.tsx'
import type { Typed } from './draft.ts'
import style from './targets.module.css'

export interface CredentialFieldsProps {
  readonly typed: Typed
  readonly onChange: (change: Partial<Typed>) => void
  readonly isSaved: boolean
  /** False: user and password stand in the connection string. */
  readonly isByFields: boolean
}

/** Who Orrery is, and where its password comes from: typed, or a reference that is read when connecting. */
export function CredentialFields({ typed, onChange, isSaved, isByFields }: CredentialFieldsProps) {
  const isTyped = typed.passwordIn === 'typed'
  return (
    <>
      {isByFields && (
        <TextField label="User" value={typed.username} onChange={(username) => onChange({ username })} />
      )}
      <div className={style['two']}>
        <SelectField
          label="Password comes"
          value={typed.passwordIn}
          options={[
            { value: 'typed', label: isByFields ? 'as typed here' : 'in the string' },
            { value: 'env', label: 'from an environment variable' },
            { value: 'file', label: 'from a file' },
          ]}
          onChange={(passwordIn) => onChange({ passwordIn })}
        />
        {!isTyped && (
          <TextField
            label={typed.passwordIn === 'env' ? 'Variable' : 'Path'}
            mono
            value={typed.passwordRef}
            onChange={(passwordRef) => onChange({ passwordRef })}
          />
        )}
        {isTyped && isByFields && (
          <TextField
            label="Password"
            type="password"
            value={typed.password}
            onChange={(password) => onChange({ password })}
            placeholder={isSaved ? 'unchanged' : ''}
            help="Kept in a file that only you can read; it never comes back to this window."
          />
        )}
      </div>
    </>
  )
}
