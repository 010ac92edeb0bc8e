/** Whether details of a person (Z2) stand anywhere in a view. */
export function showsDetails(view: unknown): boolean {
  if (typeof view !== 'object' || view === null) return false
  return (view as { zone?: unknown }).zone === 'Z2' || Object.values(view).some(showsDetails)
}
