/** What the cluster to be measured holds. */
export interface Load {
  readonly topics: number
  readonly partitionsPerTopic: number
  readonly groups: number
  readonly commitsPerGroup: number
}

export const load: Load = { topics: 200, partitionsPerTopic: 50, groups: 200, commitsPerGroup: 250 }
