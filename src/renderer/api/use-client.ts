import { createContext, useContext } from 'react'
import type { Client } from '../../shared/rpc/client.ts'

const Context = createContext<Client | undefined>(undefined)

export const ClientProvider = Context.Provider

/** The window's client, for what is asked on a person's command; what is shown comes through the other hooks. */
export function useClient(): Client {
  const client = useContext(Context)
  if (client === undefined) throw new Error('useClient needs a ClientProvider above it')
  return client
}
