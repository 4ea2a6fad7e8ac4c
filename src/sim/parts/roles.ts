/** What a wire with a role is for, as far as others than its two ends care. */
export interface RoleInfo {
  /** Requests travel along it. */
  readonly carriesRequests?: true;
  /** What it carries leads to no request, so such wires may go round in circles. */
  readonly mayGoRound?: true;
  /** It runs beside the requests: a part with nothing but such wires is reached by nobody. */
  readonly isBeside?: true;
  /** It lies between members of a network: a lane of theirs that was drawn, no way out for requests. */
  readonly isLane?: true;
}

/**
 * Every role that wires have, by its name. A kind with a role of its own adds it from its own folder, by
 * `declare module '../../parts/roles' { interface LinkRoles { lease: true } }`, and says what it is for by `defineRole('lease', {...})`.
 */
export interface LinkRoles {
  request: true;
  shard: true;
  replication: true;
  membership: true;
  control: true;
  failover: true;
  standby: true;
  member: true;
  peer: true;
  stream: true;
}

/** What a wire carries. A wire is allowed when the sender offers a role that the receiver accepts. */
export type LinkRole = keyof LinkRoles;

const PLAIN: RoleInfo = {};
const roles = new Map<string, RoleInfo>();

/** Says what a role is for. Said twice of one role, the later holds. */
export function defineRole(role: LinkRole, info: RoleInfo): void {
  roles.set(role, info);
}

/** What is known of a role; nothing in particular, unless somebody has said it. */
export function roleInfo(role: string): RoleInfo {
  return roles.get(role) ?? PLAIN;
}

defineRole('request', { carriesRequests: true });
defineRole('shard', { carriesRequests: true });
defineRole('control', { isBeside: true });
defineRole('failover', { isBeside: true, mayGoRound: true });
defineRole('standby', { isBeside: true, mayGoRound: true });
defineRole('peer', { mayGoRound: true, isLane: true });
defineRole('stream', { mayGoRound: true, isLane: true });
