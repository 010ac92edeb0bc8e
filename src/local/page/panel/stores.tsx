import type { ShownStores } from '../../web/shown.js'
import { useSession, type Word } from '../session.js'
import { Records } from './records.js'

const whyNoCassandra: Readonly<Record<NonNullable<ShownStores['cassandra']>, Word>> = {
  no_java: 'cassandraNoJava',
  no_maven: 'cassandraNoMaven',
  not_fetched: 'cassandraNotFetched',
  not_wanted: 'cassandraNotWanted',
}

/** The stores of personal data: whether each is there, and how many records it holds of whom. */
export function Stores({ stores }: { readonly stores: ShownStores }) {
  const { say } = useSession()
  const { systems, owners, cassandra } = stores
  return (
    <>
      <p className="note">{say(systems.length > 0 ? 'storesNote' : 'storesNone')}</p>
      {cassandra && <p className="note">{say(whyNoCassandra[cassandra])}</p>}
      {systems.length > 0 && <Records title={say('storesTitle')} rows={systems} />}
      {owners.length > 0 && <Records title={say('storesOwners')} rows={owners} />}
    </>
  )
}
