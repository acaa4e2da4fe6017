import style from './tree.module.css'

/** The heads of the columns that tree and search share. */
export function TreeHead() {
  return (
    <div className={style['headBox']}>
      <div className={style['head']} role="presentation">
        <span>Path</span>
        <span>Kind</span>
        <span className={style['right']}>Children</span>
        <span className={style['right']}>Bytes</span>
        <span>Owner session</span>
      </div>
    </div>
  )
}
