import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes, MemoryStorage } from 'botbuilder'
import { PasswordServiceClientCredentialFactory, type ServiceClientCredentials } from 'botframework-connector'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The SDK's own echo bot, as its first sample has it, with tokens checked. Prints its address when it listens. */
const appId = process.env['TEAMS_APP_ID']!
const cloudUrl = process.env['TEAMS_CLOUD_URL']!
const scope = 'https://api.botframework.com'

/** A token for the connector that needs no asking. What comes in is proved by the SDK. */
class Credentials extends PasswordServiceClientCredentialFactory {
  constructor() {
    super(appId, 'unused', '')
  }
  override createCredentials() {
    const signed = {
      signRequest: (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', 'Bearer bench')
        return Promise.resolve(request)
      },
    }
    return Promise.resolve(signed as unknown as ServiceClientCredentials)
  }
}

const metadata = `${cloudUrl}/v1/.well-known/openidconfiguration`
const adapter = new TeamsAdapter(
  {
    ToBotFromChannelTokenIssuer: scope,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: scope,
    OAuthUrl: scope,
    CallerId: 'urn:botframework:azure',
  },
  new Credentials(),
)
const app = new Application({ adapter, botAppId: appId, storage: new MemoryStorage() })
app.activity(ActivityTypes.Message, async (context) => {
  await context.sendActivity(`you said: ${context.activity.text}`)
})

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
  // The SDK takes the request and response of Express.
  const asked = Object.assign(request, { body })
  const answer = {
    socket: response.socket,
    header: (name: string, value: string) => response.setHeader(name, value),
    status: (code: number) => void (response.statusCode = code),
    send: (text: unknown) => response.write(typeof text === 'string' ? text : JSON.stringify(text)),
    end: () => response.end(),
  }
  await adapter.process(asked as never, answer as never, async (context) => void (await app.run(context)))
}

const server = createServer((request, response) => void serve(request, response))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
process.once('SIGTERM', () => process.exit(0))
