/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Shards that join and leave',
  leave: 'Leave: give its keys away',
  join: 'Join: take its share of the keys',
  left: (shard: string): string => `${shard} leaves`,
  joined: (shard: string): string => `${shard} joins`,
  moveNow: (routers: string): string =>
    `${routers} now moves keys ("When shards change": at once). Before, keys stayed where they were and were missed.`,
  last: (shard: string): string => `${shard} is the last shard in use: its keys have nowhere to go.`,
  noRouter: (shard: string): string => `${shard} is wired to no shard router, so it gets no keys. Wire a router to it.`,
} as const;
