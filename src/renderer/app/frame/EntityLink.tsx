import { Name } from '../../components/Name.tsx'
import type { At } from '../../../shared/api/history.ts'
import type { Versus } from '../address.ts'
import { Link } from '../Link.tsx'
import { useEntities } from './system-context.ts'

export interface EntityLinkProps {
  readonly system: string
  readonly targetId: string
  readonly entity: string
  readonly at?: At
  readonly vs?: Versus
  /** "partition", before the name. */
  readonly withKind?: boolean
}

/** An entity by its name, as a link to its page where it has one. */
export function EntityLink({ system, targetId, entity, at, vs, withKind }: EntityLinkProps) {
  const { nameOf, pageOf } = useEntities(system)
  const { kind, name } = nameOf(entity)
  const page = pageOf(entity)
  const text = (
    <>
      {withKind === true && kind !== '' && !name.split(' ').includes(kind) ? `${kind} ` : ''}
      <Name>{name}</Name>
    </>
  )
  if (page === undefined) return <span title={entity}>{text}</span>
  return (
    <Link
      targetId={targetId}
      to={page.path}
      {...(page.state ? { state: page.state } : {})}
      {...(at === undefined ? {} : { at })}
      {...(vs === undefined ? {} : { vs })}
    >
      {text}
    </Link>
  )
}
