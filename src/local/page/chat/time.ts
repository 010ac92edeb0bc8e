const zone = 'Europe/Oslo'

const locale = (language: 'nb' | 'en') => (language === 'nb' ? 'nb-NO' : 'en-GB')

/** The instant of a message, from its time stamp. */
export const instantOf = (ts: string) => new Date(Number(ts.split('.')[0]) * 1000)

/** Hours and minutes in Oslo. */
export const timeWords = (at: Date, language: 'nb' | 'en') =>
  at.toLocaleTimeString(locale(language), { timeZone: zone, hour: '2-digit', minute: '2-digit' })

/** The day in Oslo, to compare by. */
export const dayOf = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: zone })

/** A day in words, e.g. "tirsdag 24. november". */
export const dayWords = (at: Date, language: 'nb' | 'en') =>
  at.toLocaleDateString(locale(language), {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })

const msPerDay = 86_400_000

/** How the day stands to now: the two that have a name of their own. */
export function nearness(at: Date, now: Date | null): 'today' | 'yesterday' | null {
  if (!now) return null
  if (dayOf(at) === dayOf(now)) return 'today'
  return dayOf(at) === dayOf(new Date(now.getTime() - msPerDay)) ? 'yesterday' : null
}
