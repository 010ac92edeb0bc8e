import { isUserId } from '../chat/user-id.js'
import { Argument, type Command } from 'commander'
import { transaction } from '../../db/client.js'
import { accountsOf, type AccountKey } from '../../db/people.js'
import { listGrants } from '../../db/role-grants.js'
import { isRefusal } from '../../handlers/context.js'
import { proposeRole } from '../../handlers/people/propose.js'
import { revokeGrantOf } from '../../handlers/people/revoke.js'
import { systemClock } from '../clock.js'
import { grantableRoles, systemActor, type GrantableRole } from '../domain/people/roles.js'
import { withDatabase } from './database.js'
import { print, UsageError } from './print.js'

const operator = { id: systemActor.id, as: 'operator' } as const

/** `rights people grant|revoke|list`: who has which role, for the first manager and for emergencies. */
export function addPeopleCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const people = program.command('people').description('who may do what')
  const role = () => new Argument('<role>', 'the role').choices(grantableRoles)
  people
    .command('grant')
    .description(
      'give a role to an account, e.g. slack:U0123456789; with two managers there already, one of them confirms it',
    )
    .argument('<account>', 'platform:user id')
    .addArgument(role())
    .option('--json', 'print JSON')
    .action(async (account: string, given: GrantableRole, options: { json?: boolean }) => {
      const made = await withDatabase(env, (db) =>
        transaction(db, (tx) => proposeRole(tx, accountOf(account, env), given, operator, systemClock())),
      )
      if (isRefusal(made))
        throw new UsageError(
          `${account} has the role ${given} already, or it waits for confirmation (${made.code})`,
        )
      print({ account, role: given, state: made.state }, options)
    })
  people
    .command('revoke')
    .description('take a role away at once')
    .argument('<account>', 'platform:user id')
    .addArgument(role())
    .option('--json', 'print JSON')
    .action(async (account: string, given: GrantableRole, options: { json?: boolean }) => {
      const gone = await withDatabase(env, (db) =>
        transaction(db, (tx) => revokeGrantOf(tx, accountOf(account, env), given, operator, systemClock())),
      )
      if (isRefusal(gone)) throw new UsageError(`${account} cannot lose the role ${given} (${gone.code})`)
      print({ account, role: given, state: 'revoked' }, options)
    })
  people
    .command('list')
    .description('roles and their state')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => print(await withDatabase(env, list), options))
}

async function list(db: Parameters<Parameters<typeof withDatabase>[1]>[0]): Promise<object> {
  const grants = await listGrants(db)
  const accounts = await accountsOf(db, [...new Set(grants.map(({ person }) => person))])
  return grants.map(({ person, role, state, proposedAt }) => ({
    accounts: accounts
      .filter((account) => account.person === person)
      .map(({ platform, userId }) => `${platform}:${userId}`),
    role,
    state,
    since: proposedAt.toISO(),
  }))
}

const kinds = [
  {
    platform: 'slack',
    tenant: 'SLACK_TEAM_ID',
    cure: 'set it to the id of your workspace (T…)',
  },
  {
    platform: 'teams',
    tenant: 'TEAMS_TENANT_ID',
    cure: 'set it to the directory (tenant) id',
  },
] as const

function accountOf(text: string, env: NodeJS.ProcessEnv): AccountKey {
  const [platform, userId = ''] = text.split(':', 2)
  const kind = kinds.find((one) => one.platform === platform)
  if (!kind || !isUserId(kind.platform, userId))
    throw new UsageError(`"${text}" is not an account: write it like slack:U0123456789 or teams:<object id>`)
  const tenant = env[kind.tenant]?.trim()
  if (!tenant) throw new UsageError(`${kind.tenant} is missing: ${kind.cure}`)
  return { platform: kind.platform, tenant, userId }
}
