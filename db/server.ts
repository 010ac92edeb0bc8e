import postgres from 'postgres'

/** The data folder of the server that answers at `url`; null when none answers there or it does not let us in. */
export async function dataDirectory(url: string): Promise<string | null> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    const rows = await sql<{ directory: string }[]>`select current_setting('data_directory') as directory`
    return rows[0]?.directory ?? null
  } catch {
    return null
  } finally {
    await sql.end({ timeout: 1 })
  }
}
