import {
  FileText,
  FolderArchive,
  FolderDown,
  GitCompareArrows,
  Keyboard,
  Link2,
  Lock,
  LockOpen,
  Moon,
  Search,
  Sun,
  SunMoon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Button, Kbd } from '../../components/Button.tsx'
import { Hint } from '../../components/Hint.tsx'
import { Menu } from '../../components/Menu.tsx'
import { Badge } from '../../components/State.tsx'
import { useNavigator } from '../navigator.ts'
import { madeWords } from '../archives/made-words.ts'
import { setTheme, useTheme } from '../theme.ts'
import type { Theme } from '../theme.ts'
import { useToast } from '../toast/toast.ts'
import style from './Header.module.css'
import { HomeLink } from './HomeLink.tsx'

export interface HeaderProps {
  readonly target: TargetState | undefined
  readonly crumbs: ReactNode
  /** The worst of the shown instant: "3 findings". */
  readonly badge: ReactNode
  /** Left out where there is nothing to export. */
  readonly onExport?: () => void
  /** Left out where no moment can be compared. */
  readonly onCompare?: () => void
  readonly onFind: () => void
  readonly onKeys: () => void
}

/** Where one is, what Orrery may do there, and Find anything. */
export function Header({ target, crumbs, badge, onExport, onCompare, onFind, onKeys }: HeaderProps) {
  const toast = useToast()
  const router = useNavigator()
  const report = () => router.go({ path: ['report'], state: { of: target?.config.id ?? '' } })
  const copy = () => {
    void navigator.clipboard
      .writeText(location.href)
      .then(() => toast('The address of this moment was copied', 'ok'))
  }
  return (
    <header className={style['header']}>
      <HomeLink path={[]} className={style['brand']}>
        Orrery
      </HomeLink>
      {crumbs}
      {badge}
      <i className={style['grow']} />
      {target?.recording?.archive !== undefined && <ArchiveBadge target={target} />}
      {target !== undefined && target.recording?.archive === undefined && <PermissionBadge target={target} />}
      <button type="button" className={style['find']} onClick={onFind}>
        <Search size={12} aria-hidden />
        Find anything
        <Kbd>Ctrl K</Kbd>
      </button>
      {onCompare !== undefined && (
        <Button kind="ghost" label="Compare with this moment…" keys="C" onClick={onCompare}>
          <GitCompareArrows size={15} />
        </Button>
      )}
      {target !== undefined && (
        <Button kind="ghost" label="Report…" onClick={report}>
          <FileText size={15} />
        </Button>
      )}
      {onExport !== undefined && (
        <Button kind="ghost" label="Export an archive…" onClick={onExport}>
          <FolderDown size={15} />
        </Button>
      )}
      <Button kind="ghost" label="Copy the address of this moment" onClick={copy}>
        <Link2 size={15} />
      </Button>
      <Button kind="ghost" label="Keys" keys="?" onClick={onKeys}>
        <Keyboard size={15} />
      </Button>
      <ThemeMenu />
    </header>
  )
}

/** What is on screen comes out of a file: said on every page of it, whatever the instant. */
function ArchiveBadge({ target: { recording } }: { readonly target: TargetState }) {
  const made = madeWords(recording?.archive?.made)
  return (
    <Hint text={`From the archive ${recording?.file}${made === '' ? '' : `, ${made}`}. No cluster is asked.`}>
      <span tabIndex={0}>
        <Badge>
          <FolderArchive size={10} aria-hidden /> archive
        </Badge>
      </span>
    </Hint>
  )
}

function PermissionBadge({ target }: { readonly target: TargetState }) {
  const mayExperiment = target.config.permission === 'experiment'
  const Icon = mayExperiment ? LockOpen : Lock
  const says = mayExperiment
    ? 'Experiments may create and remove objects named orrery.… on this target; watching still only reads.'
    : 'Orrery only reads from this target: nothing it sends changes the cluster.'
  return (
    <Hint text={target.condition === 'recorded' ? 'A recording: nothing is asked from any cluster.' : says}>
      <span tabIndex={0}>
        <Badge>
          <Icon size={10} aria-hidden /> {mayExperiment ? 'experiments allowed' : 'observe only'}
        </Badge>
      </span>
    </Hint>
  )
}

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'dark', label: 'Dark' },
  { theme: 'light', label: 'Light' },
]

function ThemeMenu() {
  const now = useTheme()
  const Icon = now === 'dark' ? Moon : now === 'light' ? Sun : SunMoon
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="ghost" label="Dark or light">
          <Icon size={15} />
        </Button>
      }
      items={themes.map(({ theme, label }) => ({
        label,
        end: theme === now ? '✓' : undefined,
        onSelect: () => setTheme(theme),
      }))}
    />
  )
}
