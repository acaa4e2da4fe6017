import type { ClusterAsk } from '../raw.ts'

/** What is kept of each thing: a list with `columns` is a fraction of the whole. */
const columns: { readonly [A in ClusterAsk]?: string } = {
  'GET /api/queues': [
    'name,vhost,type,durable,auto_delete,exclusive,arguments,policy,operator_policy,state,node,leader',
    'members,online,messages_ready,messages_unacknowledged,consumers,consumer_capacity,consumer_utilisation',
    'memory,message_bytes,head_message_timestamp,messages_dlx,message_stats.publish,message_stats.deliver_get',
    'message_stats.ack,message_stats.redeliver',
  ].join(','),
  'GET /api/queues?disable_stats': [
    'name,vhost,type,durable,auto_delete,exclusive,arguments,policy,operator_policy,state,node,leader,members,online',
    'messages_ready,messages_unacknowledged',
  ].join(','),
  'GET /api/exchanges':
    'name,vhost,type,durable,internal,arguments,policy,message_stats.publish_in,message_stats.publish_out',
  'GET /api/connections': [
    'name,user_provided_name,user,vhost,node,peer_host,peer_port,protocol,ssl,state,connected_at,timeout,channels',
    'client_properties.product,client_properties.version,client_properties.connection_name,recv_oct,send_oct,type',
  ].join(','),
  'GET /api/channels': [
    'name,number,connection_details.name,user,vhost,node,state,confirm,transactional,prefetch_count',
    'global_prefetch_count,messages_unacknowledged,messages_unconfirmed,messages_uncommitted,consumer_count',
    'message_stats.publish,message_stats.confirm,message_stats.deliver_get,message_stats.ack',
    'message_stats.redeliver,message_stats.return_unroutable',
  ].join(','),
  'GET /api/consumers': [
    'queue.name,queue.vhost,channel_details.name,channel_details.connection_name,consumer_tag,ack_required',
    'exclusive,prefetch_count,active,activity_status',
  ].join(','),
}

const ofVhost: { readonly [A in ClusterAsk]?: (vhost: string) => string } = {
  'GET /api/queues': (vhost) => `/api/queues/${vhost}`,
  'GET /api/queues?disable_stats': (vhost) => `/api/queues/${vhost}`,
  'GET /api/exchanges': (vhost) => `/api/exchanges/${vhost}`,
  'GET /api/bindings': (vhost) => `/api/bindings/${vhost}`,
  'GET /api/policies': (vhost) => `/api/policies/${vhost}`,
  'GET /api/operator-policies': (vhost) => `/api/operator-policies/${vhost}`,
  'GET /api/connections': (vhost) => `/api/vhosts/${vhost}/connections`,
  'GET /api/channels': (vhost) => `/api/vhosts/${vhost}/channels`,
  'GET /api/consumers': (vhost) => `/api/consumers/${vhost}`,
}

/** Lists that are had page by page. */
export const paged: ReadonlySet<ClusterAsk> = new Set<ClusterAsk>([
  'GET /api/queues',
  'GET /api/connections',
  'GET /api/channels',
])

/** The paths of an ask: one for the whole cluster, or one for each virtual host that is looked at. */
export function pathsOf(ask: ClusterAsk, vhosts: readonly string[]): readonly string[] {
  const query = new URLSearchParams()
  const wanted = columns[ask]
  if (wanted !== undefined) query.set('columns', wanted)
  if (ask === 'GET /api/queues?disable_stats') {
    query.set('disable_stats', 'true')
    query.set('enable_queue_totals', 'true')
  }
  const text = query.size === 0 ? '' : `?${query.toString()}`
  const make = ofVhost[ask]
  if (vhosts.length === 0 || make === undefined) return [`${plainPath(ask)}${text}`]
  return vhosts.map((vhost) => `${make(encodeURIComponent(vhost))}${text}`)
}

function plainPath(ask: ClusterAsk): string {
  return ask.slice('GET '.length).split('?', 1)[0] ?? ''
}

export function ofPage(path: string, page: number, size: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}page=${page}&page_size=${size}`
}
