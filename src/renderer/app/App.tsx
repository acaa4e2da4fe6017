import type { TargetState } from '../../shared/api/targets.ts'
import type { Client } from '../../shared/rpc/client.ts'
import { ClientProvider } from '../api/use-client.ts'
import { useConnection } from '../api/use-live.ts'
import { Failed, Loading } from '../components/Blocks.tsx'
import { HintProvider } from '../components/Hint.tsx'
import { Archives } from './archives/Archives.tsx'
import { EverywhereScreen } from './everywhere/EverywhereScreen.tsx'
import { ErrorBoundary } from './frame/ErrorBoundary.tsx'
import style from './frame/frame.module.css'
import { HomeScreen } from './frame/HomeScreen.tsx'
import { SystemsProvider } from './frame/system-context.ts'
import { TargetScreen } from './frame/TargetScreen.tsx'
import { NavigatorProvider, useAddress } from './navigator.ts'
import type { Navigator } from './navigator.ts'
import type { SystemPages } from './pages.ts'
import { ToastProvider } from './toast/ToastProvider.tsx'
import { useTargets } from './use-targets.ts'

export interface AppProps {
  readonly client: Client
  readonly navigator: Navigator
  readonly systems: readonly SystemPages[]
}

/** The window. */
export function App({ client, navigator, systems }: AppProps) {
  return (
    <ErrorBoundary what="The window">
      <ClientProvider value={client}>
        <NavigatorProvider value={navigator}>
          <SystemsProvider value={systems}>
            <HintProvider>
              <ToastProvider>
                <Screen />
              </ToastProvider>
            </HintProvider>
          </SystemsProvider>
        </NavigatorProvider>
      </ClientProvider>
    </ErrorBoundary>
  )
}

function Screen() {
  const targets = useTargets()
  return (
    <Archives targets={targets}>
      <Place targets={targets} />
    </Archives>
  )
}

/** What the address asks for. */
function Place({ targets }: { readonly targets: readonly TargetState[] | undefined }) {
  const connection = useConnection()
  const { path } = useAddress()
  if (targets === undefined)
    return (
      <div className={style['center']}>
        {connection.is === 'lost' ? (
          <Failed title={connection.error.message}>{connection.error.fix}</Failed>
        ) : (
          <Loading>Connecting to the collector…</Loading>
        )}
      </div>
    )
  const target = path[0] === 't' ? targets.find((each) => each.config.id === path[1]) : undefined
  if (path[0] === 'all') return <EverywhereScreen targets={targets} />
  if (target === undefined) return <HomeScreen targets={targets} />
  return <TargetScreen key={target.config.id} targets={targets} target={target} />
}
