/** The variables that the sample map refers to. */
export interface SampleVariables {
  readonly SAMPLE_REGISTER_URL: string
  readonly SAMPLE_STORAGE: string
  readonly SAMPLE_CASSANDRA_HOSTS: string
  readonly SAMPLE_CASSANDRA_DATA_CENTER: string
}

/** The data map of the sample stores, as it is written into the workspace's folder: with Cassandra where it can run. */
export const sampleMap = (hasCassandra: boolean): string =>
  `# The data map of the sample stores. What it is made of: docs/operate.md, and docs/data-map/connxio.yml for a larger one.
# It is written anew at each start.
dataset:
${register}${hasCassandra ? messages : ''}${archive}${log}`

const contact = `            fides_meta:
              primary_key: true
              references:
                - { dataset: sample_register, field: contacts.contact_no, direction: from }
`

const register = `  - fides_key: sample_register
    name: Customer register
    meta:
      rights_desk:
        connection: { kind: postgres, url: { env: SAMPLE_REGISTER_URL } }
        backups:
          - { name: nightly backup, days: 35 }
        recipients:
          - { name: Eksempel Regnskap AS, role: processor, contact: personvern@regnskap.example.org }
        collections:
          contacts:
            table: sample_register.contacts
            retention: { rule: RET-CONTR, anchor: { field: agreement_ended_at } }
            options: { lower: [email] }
          invoices:
            table: sample_register.invoices
            retention: { rule: RET-LAW-PRIMARY, anchor: { field: issued_on } }
            erasure: { action: keep, ground: 17(3)(b), law: bokføringsloven § 13 }
    collections:
      - name: contacts
        fields:
          - name: contact_no
            data_categories: [user.unique_id]
            fides_meta: { primary_key: true, data_type: string }
          - name: email
            data_categories: [user.contact.email]
            fides_meta: { identity: email, data_type: string }
          - name: full_name
            data_categories: [user.name]
          - name: phone
            data_categories: [user.contact.phone_number]
          - name: agreement_ended_at
            data_categories: [system.operations]
      - name: invoices
        fields:
          - name: invoice_no
            data_categories: [user.unique_id]
            fides_meta: { primary_key: true, data_type: string }
          - name: contact_no
            data_categories: [user.unique_id]
            fides_meta:
              references:
                - { dataset: sample_register, field: contacts.contact_no, direction: from }
          - name: amount
            data_categories: [user.financial]
          - name: issued_on
            data_categories: [system.operations]
`

const messages = `  - fides_key: sample_messages
    name: Message store
    meta:
      rights_desk:
        connection:
          kind: cassandra
          contact_points: { env: SAMPLE_CASSANDRA_HOSTS }
          data_center: { env: SAMPLE_CASSANDRA_DATA_CENTER }
          keyspace: sample
        collections:
          messages:
            retention: { rule: RET-STD, anchor: { field: processed_at } }
            tombstones: { grace_days: 10, compaction_days: 5 }
    collections:
      - name: messages
        fields:
          - name: contact_no
            data_categories: [user.unique_id]
${contact}          - name: message_id
            data_categories: [system.operations]
            fides_meta: { primary_key: true }
          - name: payload
            data_categories: [user.content.private]
          - name: processed_at
            data_categories: [system.operations]
`

const archive = `  - fides_key: sample_archive
    name: Archive of files
    meta:
      rights_desk:
        connection: { kind: azure_blob, connection_string: { env: SAMPLE_STORAGE } }
        collections:
          files:
            table: files
            retention: { rule: RET-SUPP, anchor: { field: metadata.deliveredat } }
            options: { path: '{contact_no}/{file}' }
    collections:
      - name: files
        fields:
          - name: name
            data_categories: [user.unique_id]
            fides_meta: { primary_key: true }
          - name: contact_no
            data_categories: [user.unique_id]
            fides_meta:
              references:
                - { dataset: sample_register, field: contacts.contact_no, direction: from }
          - name: content
            data_categories: [user.content.private]
          - name: metadata
            fields:
              - name: deliveredat
                data_categories: [system.operations]
`

const log = `  - fides_key: sample_log
    name: Delivery log
    meta:
      rights_desk:
        connection: { kind: azure_table, connection_string: { env: SAMPLE_STORAGE } }
        collections:
          deliveries:
            retention: { rule: RET-STD, anchor: { field: deliveredAt } }
    collections:
      - name: deliveries
        fields:
          - name: PartitionKey
            data_categories: [user.unique_id]
${contact}          - name: RowKey
            data_categories: [system.operations]
            fides_meta: { primary_key: true }
          - name: recipient
            data_categories: [user.contact.email]
          - name: deliveredAt
            data_categories: [system.operations]
`
