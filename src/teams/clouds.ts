/** Where Teams lives in one of Microsoft's clouds. */
export interface Cloud {
  /** Who issues the tokens that the connector comes with, and for whom our own token is asked. */
  readonly issuer: string
  /** Where the keys of that issuer are named. */
  readonly openIdMetadata: string
  /** Entra, where our own token is got. */
  readonly login: string
  /** Hosts of the connector: our token is sent to these and nowhere else. One with a dot in front: any host under it. */
  readonly connectors: readonly string[]
}

const world = {
  issuer: 'https://api.botframework.com',
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.com',
} as const
const usGovernment = {
  issuer: 'https://api.botframework.us',
  openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.us',
} as const

/**
 * The clouds by the name that `TEAMS_CLOUD` has. Numbers and addresses are those of the Teams SDK's own table and of
 * learn.microsoft.com (bot-service/how-to-deploy-gov-cloud-high, microsoftteams/platform: send proactive messages). GCC
 * has connectors of its own and everything else of the public cloud.
 */
export const clouds = {
  public: { ...world, connectors: ['smba.trafficmanager.net'] },
  gcc: { ...world, connectors: ['smba.infra.gcc.teams.microsoft.com', 'smba.trafficmanager.net'] },
  'gcc-high': { ...usGovernment, connectors: ['smba.infra.gov.teams.microsoft.us'] },
  dod: { ...usGovernment, connectors: ['smba.infra.dod.teams.microsoft.us'] },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    login: 'https://login.partner.microsoftonline.cn',
    connectors: ['.botframework.azure.cn'],
  },
} as const satisfies Record<string, Cloud>
export type CloudName = keyof typeof clouds

/** Whether the host of a service URL is a connector of the cloud. */
export const isConnector = (hostname: string, { connectors }: Cloud): boolean =>
  connectors.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
