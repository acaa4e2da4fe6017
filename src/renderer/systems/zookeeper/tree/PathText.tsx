import style from './path.module.css'

/** A path in mono; where there is no room for it, its end stays: that is where paths differ. */
export function PathText({ path }: { readonly path: string }) {
  return (
    <span className={style['path']} title={path}>
      <bdi>{path}</bdi>
    </span>
  )
}
