/** A data map, and the variables that it refers to; a function, so that a printed Config shows none of them. */
export interface DataMapSource {
  readonly file: string
  readonly variables: () => NodeJS.ProcessEnv
}

export const dataMapOf = (file: string | undefined, env: NodeJS.ProcessEnv): DataMapSource | null =>
  file === undefined ? null : { file, variables: () => env }
