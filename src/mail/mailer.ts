import { Unavailable } from '../chat/port.js'

/** How the desk writes e-mail, where chat does not deliver. Plain text. */
export interface Mailer {
  /** Throws `Unavailable` when the server does not take it. */
  send(to: string, subject: string, text: string): Promise<void>
}

export interface MailSettings {
  /** `smtps://user:password@host:465`, or `smtp://…` with STARTTLS. */
  readonly url: string
  readonly from: string
}

const timeoutMs = 10_000

/** A mailer over SMTP. The library is loaded at the first message: most desks never send one. */
export function mailer({ url, from }: MailSettings): Mailer {
  return {
    async send(to, subject, text) {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ url, connectionTimeout: timeoutMs, socketTimeout: timeoutMs })
      try {
        await transport.sendMail({ from, to, subject, text, disableFileAccess: true, disableUrlAccess: true })
      } catch (error) {
        throw failure(error)
      } finally {
        transport.close()
      }
    },
  }
}

/** A code of what happened, without the address that the server's own words quote. */
function failure(error: unknown): Unavailable {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const what = `mail (${responseCode ?? code ?? 'unknown'})`
  if (responseCode !== undefined) return new Unavailable(what, responseCode >= 500 ? 'never' : 'safe')
  // Nothing was sent before the connection stood.
  return new Unavailable(what, code === 'ECONNECTION' || code === 'EDNS' ? 'safe' : 'unknown')
}
