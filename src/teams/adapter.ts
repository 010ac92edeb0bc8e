import { createRequire } from 'node:module'
import type * as Msal from '@azure/msal-node' with { 'resolution-mode': 'require' }
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import type { Activity as BotActivity, InvokeResponse, TurnContext } from 'botbuilder'
import { MsalServiceClientCredentialsFactory } from 'botframework-connector'
import { clouds, type Cloud, type CloudName } from './clouds.js'
import type { TokenSource } from './connector.js'

// The copy that the SDK loads: imported, it would be there twice.
const msal = createRequire(import.meta.url)('@azure/msal-node') as typeof Msal

export interface Identity {
  readonly appId: string
  readonly appPassword: string
  readonly tenant: string
  /** Which of Microsoft's clouds the tenant is in. */
  readonly cloud: CloudName
  /** In place of its hosts, one on this machine: keys, tokens and connector. */
  readonly cloudUrl?: string
}

/**
 * teams-ai's adapter, entered below its HTTP part: that one writes errors with the request to the console, tells
 * them to the caller, and does nothing at all with a plain response. Everything that authenticates is the SDK's.
 */
export class DeskAdapter extends TeamsAdapter {
  readonly #credentials: MsalServiceClientCredentialsFactory
  readonly #appId: string
  readonly #cloud: Cloud

  constructor({ appId, appPassword, tenant, cloud: name, cloudUrl }: Identity) {
    // Without an app id the SDK authenticates nobody and lets everybody in.
    if (appId.trim() === '') throw new Error('An empty app id would turn authentication off')
    const cloud = clouds[name]
    const metadata = cloudUrl ? `${cloudUrl}/v1/.well-known/openidconfiguration` : cloud.openIdMetadata
    const client = new msal.ConfidentialClientApplication({
      auth: {
        clientId: appId,
        clientSecret: appPassword,
        authority: `${cloud.login}/${tenant}`,
      },
      ...(cloudUrl ? { system: { networkClient: redirected(cloudUrl) } } : {}),
    })
    const credentials = new MsalServiceClientCredentialsFactory(appId, client)
    super(
      {
        ToBotFromChannelTokenIssuer: cloud.issuer,
        ToBotFromChannelOpenIdMetadataUrl: metadata,
        // Tokens of the emulator are for testing: no key of theirs is ever found here.
        ToBotFromEmulatorOpenIdMetadataUrl: metadata,
        ToChannelFromBotLoginUrl: `${cloud.login}/${tenant}`,
        ToChannelFromBotOAuthScope: cloud.issuer,
        OAuthUrl: cloud.issuer,
        CallerId: 'urn:botframework:azure',
      },
      credentials,
    )
    this.#credentials = credentials
    this.#appId = appId
    this.#cloud = cloud
  }

  /** Authenticates an activity and runs `turn` on it. Rejects without running it when it is not genuine. */
  take(
    authorization: string,
    activity: unknown,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity as BotActivity, turn)
  }

  /** Tokens for the connector, kept until they expire. */
  async tokens(): Promise<TokenSource> {
    const { issuer, login } = this.#cloud
    const credentials = await this.#credentials.createCredentials(this.#appId, issuer, login, true)
    return () => (credentials as unknown as { getToken(): Promise<string> }).getToken()
  }
}

/** Carries MSAL's requests for tokens to another host. */
function redirected(cloudUrl: string): Msal.INetworkModule {
  const send = async <T>(
    url: string,
    method: string,
    options?: { body?: string; headers?: Record<string, string> },
  ) => {
    const { pathname, search } = new URL(url)
    const response = await fetch(`${cloudUrl}${pathname}${search}`, {
      method,
      ...(options?.headers ? { headers: options.headers } : {}),
      ...(options?.body === undefined ? {} : { body: options.body }),
    })
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
      status: response.status,
    }
  }
  return {
    sendGetRequestAsync: (url, options) => send(url, 'GET', options),
    sendPostRequestAsync: (url, options) => send(url, 'POST', options),
  }
}
