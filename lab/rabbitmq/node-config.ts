import type { Certificates } from '../host/certificates.ts'

/** An Erlang application's settings: key → term, as it is written in advanced.config. */
export type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface NodePorts {
  readonly amqp: number
  readonly dist: number
  readonly management: number
  readonly prometheus: number
}

export interface NodeConfig {
  readonly ports: NodePorts
  /** All its ports speak TLS then. */
  readonly certificates: Certificates | undefined
  /** What happens when nodes lose sight of each other. */
  readonly partitionHandling: 'ignore' | 'pause_minority' | 'autoheal'
  /** How often queues, channels and nodes tell their figures. */
  readonly statsIntervalMs: number
  /** The node whose cluster an empty one joins. */
  readonly joins: string | undefined
  readonly more: Settings
}

/** The text of a node's advanced.config. No rabbitmq.conf beside it: to translate that costs two seconds a start. */
export function nodeConfig(config: NodeConfig): string {
  const base = baseSettings(config)
  const names = [...new Set([...Object.keys(base), ...Object.keys(config.more)])]
  const applications = names.map((name) => {
    const entries = Object.entries({ ...base[name], ...config.more[name] })
    return `{${name}, [\n${entries.map(([key, term]) => `  {${key}, ${term}}`).join(',\n')}]}`
  })
  return `[${applications.join(',\n')}].\n`
}

function baseSettings(config: NodeConfig): Settings {
  const { ports, certificates, partitionHandling, statsIntervalMs, joins } = config
  return {
    rabbit: {
      tcp_listeners: certificates === undefined ? `[${loopback(ports.amqp)}]` : '[]',
      ...(certificates === undefined
        ? {}
        : { ssl_listeners: `[${loopback(ports.amqp)}]`, ssl_options: sslOptions(certificates) }),
      cluster_partition_handling: partitionHandling,
      collect_statistics_interval: String(statsIntervalMs),
      log: '[{console, [{enabled, true}, {level, info}]}]',
      ...(joins === undefined ? {} : { cluster_nodes: `{['${joins}'], disc}` }),
    },
    rabbitmq_management: listener(ports.management, certificates),
    rabbitmq_prometheus: listener(ports.prometheus, certificates),
  }
}

function listener(port: number, certificates: Certificates | undefined): Readonly<Record<string, string>> {
  const where = `{ip, "127.0.0.1"}, {port, ${port}}`
  return certificates === undefined
    ? { tcp_config: `[${where}]` }
    : { ssl_config: `[${where}, ${sslOptions(certificates).slice(1)}` }
}

function loopback(port: number): string {
  return `{"127.0.0.1", ${port}}`
}

function sslOptions({ ca, certificate, key }: Certificates): string {
  return `[{cacertfile, "${ca}"}, {certfile, "${certificate}"}, {keyfile, "${key}"}, {verify, verify_none}]`
}
