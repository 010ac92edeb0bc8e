/** What one small Cassandra node on 127.0.0.1 is told. */
export interface NodePlace {
  /** Absolute; data, logs and temporary files. */
  readonly folder: string
  readonly storagePort: number
  readonly nativePort: number
}

export const cassandraYaml = ({
  folder,
  storagePort,
  nativePort,
}: NodePlace): string => `cluster_name: 'local'
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
num_tokens: 1
initial_token: 0
auto_bootstrap: false
listen_address: 127.0.0.1
rpc_address: 127.0.0.1
storage_port: ${storagePort}
native_transport_port: ${nativePort}
start_native_transport: true
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters: [{ seeds: "127.0.0.1:${storagePort}" }]
endpoint_snitch: SimpleSnitch
authenticator: AllowAllAuthenticator
authorizer: AllowAllAuthorizer
data_file_directories: ["${folder}/data/data"]
commitlog_directory: "${folder}/data/commitlog"
saved_caches_directory: "${folder}/data/saved_caches"
hints_directory: "${folder}/data/hints"
cdc_enabled: false
commitlog_sync: periodic
commitlog_sync_period: 10s
commitlog_segment_size: 8MiB
commitlog_total_space: 128MiB
disk_failure_policy: stop
commit_failure_policy: stop
memtable_heap_space: 64MiB
memtable_offheap_space: 64MiB
memtable_allocation_type: heap_buffers
key_cache_size: 8MiB
counter_cache_size: 0MiB
row_cache_size: 0MiB
file_cache_size: 32MiB
networking_cache_size: 32MiB
concurrent_reads: 8
concurrent_writes: 8
concurrent_counter_writes: 2
concurrent_compactors: 1
hinted_handoff_enabled: false
auto_snapshot: false
materialized_views_enabled: false
user_defined_functions_enabled: false
dynamic_snitch: false
native_transport_max_threads: 32
`

export const logbackXml = `<configuration scan="false">
  <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%-5level %date{ISO8601} %logger{24} %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="STDOUT"/></root>
  <logger name="org.apache.cassandra.service.CassandraDaemon" level="INFO"/>
</configuration>
`

export const pomXml = (version: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local.dev</groupId><artifactId>cassandra-runtime</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>org.apache.cassandra</groupId><artifactId>cassandra-all</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`

const exported = (
  'java.base/jdk.internal.misc java.base/jdk.internal.ref java.base/java.lang.ref java.base/sun.nio.ch ' +
  'java.management.rmi/com.sun.jmx.remote.internal.rmi java.rmi/sun.rmi.registry java.rmi/sun.rmi.server ' +
  'java.sql/java.sql jdk.unsupported/sun.misc jdk.compiler/com.sun.tools.javac.file jdk.attach/sun.tools.attach'
).split(' ')
const opened = (
  'java.base/java.lang.module java.base/jdk.internal.loader java.base/jdk.internal.ref java.base/jdk.internal.reflect ' +
  'java.base/jdk.internal.math java.base/jdk.internal.module java.base/jdk.internal.util.jar java.base/sun.nio.ch ' +
  'java.base/java.io java.base/java.nio java.base/java.net java.base/java.math java.base/java.lang ' +
  'java.base/java.lang.reflect java.base/java.util java.base/java.util.concurrent java.base/java.util.concurrent.atomic ' +
  'jdk.management/com.sun.management.internal jdk.compiler/com.sun.tools.javac'
).split(' ')

/** For Java 11 and 17: a small heap, quick to start, and what Cassandra needs of the JDK's inside. */
export const javaFlags: readonly string[] = [
  ...'-Xms128m -Xmx512m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError'.split(
    ' ',
  ),
  ...'-XX:MaxTenuringThreshold=1 -XX:+PerfDisableSharedMem -Djava.net.preferIPv4Stack=true'.split(' '),
  ...'-Djdk.attach.allowAttachSelf=true -Dio.netty.tryReflectionSetAccessible=true'.split(' '),
  ...'-Dio.netty.allocator.useCacheForAllThreads=true -Dio.netty.allocator.maxOrder=11'.split(' '),
  // Without it the daemon closes its output when it is ready, and nobody sees that it is.
  '-Dcassandra-foreground=yes',
  ...'-Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.ring_delay_ms=0'.split(' '),
  ...'-Dcassandra.superuser_setup_delay_ms=0 -Dcassandra.shutdown_announce_in_ms=0'.split(' '),
  ...'-Dcassandra.memtable.row_overhead_size=180 -Dcassandra.consistent.rangemovement=false'.split(' '),
  '-Dcassandra.size_recorder_interval=86400',
  ...exported.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
  ...opened.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
]
