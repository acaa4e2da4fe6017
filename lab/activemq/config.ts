/** Users of Jolokia and, where it asks for them, of the broker: `admin` may everything, `observer` may look. */
export const labUsers = {
  admin: { username: 'admin', password: 'admin' },
  observer: { username: 'observer', password: 'lens' },
  /** Known, but without a role that lets it in: Jolokia answers 403. */
  guest: { username: 'guest', password: 'guest' },
} as const

export interface BrokerPorts {
  readonly openwire: number
  /** undefined: the broker has no STOMP connector. */
  readonly stomp: number | undefined
  readonly http: number
}

/** A static network connector. */
export interface NetworkLink {
  readonly toOpenwire: number
  readonly duplex: boolean
  readonly ttl: number
}

export interface BrokerConfig {
  readonly version: '5.18' | '6.3'
  readonly brokerName: string
  readonly ports: BrokerPorts
  /** Of kahaDB; a master and its slave share it. */
  readonly storeFolder: string
  /** Where this broker's configuration lies. */
  readonly folder: string
  /** Whether clients of the broker must say who they are, and an authorization plugin asks what they may. */
  readonly auth: boolean
  /** Messages that went to a broker without consumers may go back: without it they are stranded there. */
  readonly replay: boolean
  readonly link: NetworkLink | undefined
  /** Jolokia and STOMP speak TLS then, and nothing else. */
  readonly keyStore: string | undefined
  readonly limits: { readonly memoryMb: number; readonly storeMb: number; readonly tempMb: number }
  /** More `policyEntry` elements, before the lab's own. */
  readonly policies: string
}

export const keyStorePassword = 'secret'

/** The text of an activemq.xml: the broker, and after it (as in the distribution) Jetty with Jolokia. */
export function brokerXml(config: BrokerConfig): string {
  return `<beans xmlns="http://www.springframework.org/schema/beans"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans.xsd
  http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
${broker(config)}
${jetty(config)}
</beans>
`
}

function broker(config: BrokerConfig): string {
  const { brokerName, ports, storeFolder, folder, limits } = config
  const stomp =
    ports.stomp === undefined
      ? ''
      : connector('stomp', config.keyStore === undefined ? 'stomp' : 'stomp+ssl', ports.stomp)
  return `<broker xmlns="http://activemq.apache.org/schema/core" brokerName="${brokerName}" dataDirectory="${folder}"
    schedulePeriodForDestinationPurge="0">
  <destinationPolicy><policyMap><policyEntries>${config.policies}
    <policyEntry topic="&gt;"><pendingMessageLimitStrategy><constantPendingMessageLimitStrategy limit="1000"/></pendingMessageLimitStrategy>
      <deadLetterStrategy><discarding/></deadLetterStrategy></policyEntry>
    <policyEntry queue="&gt;"${config.replay ? ' enableAudit="false"' : ''}>${config.replay ? replay : ''}
      <deadLetterStrategy><individualDeadLetterStrategy queuePrefix="DLQ." useQueueForQueueMessages="true"/></deadLetterStrategy>
    </policyEntry>
  </policyEntries></policyMap></destinationPolicy>
  <managementContext><managementContext createConnector="false"/></managementContext>
  ${config.link ? networkConnector(config, config.link) : ''}
  <persistenceAdapter><kahaDB directory="${storeFolder}" journalMaxFileLength="8mb">
    <locker><shared-file-locker lockAcquireSleepInterval="500"/></locker></kahaDB></persistenceAdapter>
  ${config.auth ? security : ''}
  ${config.keyStore === undefined ? '' : sslContext(config.keyStore)}
  <systemUsage><systemUsage>
    <memoryUsage><memoryUsage limit="${limits.memoryMb} mb"/></memoryUsage>
    <storeUsage><storeUsage limit="${limits.storeMb} mb"/></storeUsage>
    <tempUsage><tempUsage limit="${limits.tempMb} mb"/></tempUsage></systemUsage></systemUsage>
  <transportConnectors>${connector('openwire', 'tcp', ports.openwire)}${stomp}</transportConnectors>
</broker>`
}

function sslContext(keyStore: string): string {
  return `<sslContext><sslContext keyStore="file:${keyStore}" keyStoreType="pkcs12" keyStorePassword="${keyStorePassword}"/></sslContext>`
}

const replay =
  '<networkBridgeFilterFactory><conditionalNetworkBridgeFilterFactory replayWhenNoConsumers="true"/></networkBridgeFilterFactory>'

function connector(name: string, scheme: string, port: number): string {
  return `<transportConnector name="${name}" uri="${scheme}://127.0.0.1:${port}?maximumConnections=1000"/>`
}

function networkConnector({ brokerName }: BrokerConfig, { toOpenwire, duplex, ttl }: NetworkLink): string {
  const { username, password } = labUsers.admin
  return `<networkConnectors><networkConnector name="nc-${brokerName}" uri="static:(tcp://127.0.0.1:${toOpenwire})"
    duplex="${duplex}" networkTTL="${ttl}" decreaseNetworkConsumerPriority="true"
    userName="${username}" password="${password}"/></networkConnectors>`
}

/** The observer may connect and read what is called `orders.…`, and create nothing. */
const security = `<plugins>
    <simpleAuthenticationPlugin anonymousAccessAllowed="false"><users>
      <authenticationUser username="admin" password="admin" groups="admins"/>
      <authenticationUser username="observer" password="lens" groups="observers"/>
    </users></simpleAuthenticationPlugin>
    <authorizationPlugin><map><authorizationMap><authorizationEntries>
      <authorizationEntry queue="&gt;" read="admins" write="admins" admin="admins"/>
      <authorizationEntry topic="&gt;" read="admins" write="admins" admin="admins"/>
      <authorizationEntry queue="orders.&gt;" read="admins,observers" write="admins" admin="admins"/>
      <authorizationEntry topic="ActiveMQ.Advisory.&gt;" read="admins,observers" write="admins,observers" admin="admins,observers"/>
    </authorizationEntries></authorizationMap></map></authorizationPlugin>
  </plugins>`

const servlets = {
  '5.18': 'org.jolokia.http.AgentServlet',
  '6.3': 'org.jolokia.server.core.http.AgentServlet',
} as const

function jetty({ version, folder, ports, keyStore }: BrokerConfig): string {
  return `<bean id="server" class="org.eclipse.jetty.server.Server"><property name="handler">
  <bean class="org.eclipse.jetty.security.ConstraintSecurityHandler">
    <property name="loginService"><bean class="org.eclipse.jetty.security.HashLoginService">
      <property name="name" value="ActiveMQRealm"/><property name="config" value="${folder}/realm.properties"/></bean></property>
    <property name="authenticator"><bean class="org.eclipse.jetty.security.authentication.BasicAuthenticator"/></property>
    <property name="constraintMappings"><list><bean class="org.eclipse.jetty.security.ConstraintMapping">
      <property name="pathSpec" value="/*"/>
      <property name="constraint"><bean class="org.eclipse.jetty.util.security.Constraint">
        <property name="name" value="BASIC"/><property name="roles" value="user,admin"/><property name="authenticate" value="true"/>
      </bean></property></bean></list></property>
    <property name="handler"><bean class="org.eclipse.jetty.servlet.ServletContextHandler">
      <property name="contextPath" value="/api"/>
      <property name="servletHandler"><bean class="org.eclipse.jetty.servlet.ServletHandler">
        <property name="servlets"><list><bean class="org.eclipse.jetty.servlet.ServletHolder">
          <property name="name" value="jolokia"/><property name="className" value="${servlets[version]}"/>
          <property name="initOrder" value="1"/>
          <property name="initParameters"><map>
            <entry key="policyLocation" value="file:${folder}/jolokia-access.xml"/>
            <entry key="allowErrorDetails" value="false"/></map></property></bean></list></property>
        <property name="servletMappings"><list><bean class="org.eclipse.jetty.servlet.ServletMapping">
          <property name="servletName" value="jolokia"/><property name="pathSpec" value="/jolokia/*"/></bean></list></property>
      </bean></property></bean></property>
  </bean></property></bean>
<bean class="org.springframework.beans.factory.config.MethodInvokingFactoryBean">
  <property name="targetObject" ref="server"/><property name="targetMethod" value="addConnector"/>
  <property name="arguments"><list><bean class="org.eclipse.jetty.server.ServerConnector">
    <constructor-arg ref="server"/>${keyStore === undefined ? '' : ssl(keyStore)}
    <property name="host" value="127.0.0.1"/><property name="port" value="${ports.http}"/></bean></list></property></bean>
<bean class="org.springframework.beans.factory.config.MethodInvokingFactoryBean">
  <property name="targetObject" ref="server"/><property name="targetMethod" value="start"/></bean>`
}

function ssl(keyStore: string): string {
  return `<constructor-arg><bean class="org.eclipse.jetty.util.ssl.SslContextFactory$Server">
      <property name="keyStorePath" value="${keyStore}"/><property name="keyStoreType" value="PKCS12"/>
      <property name="keyStorePassword" value="${keyStorePassword}"/></bean></constructor-arg>`
}
