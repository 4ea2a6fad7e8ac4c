/** One message of a request. */
export interface RequestMessage {
  readonly id: number;
  /** MessageType. */
  readonly type: number;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly link: number;
  readonly forward: boolean;
  readonly lost: boolean;
  readonly fate: number;
  readonly isWrite: boolean;
  /** Id of the question that it answers, or on whose account it is asked; 0: none. */
  readonly belongsTo: number;
}

/** A line of the log about one part and what it did to another. */
export interface Turn {
  readonly atNs: number;
  readonly node: number;
  readonly other: number;
}

/** Everything a trace tells of one request. */
export interface RequestFacts {
  readonly request: number;
  readonly key: number;
  readonly beganNs: number;
  /** When its client knew how it ended; the end of the run when it did not. */
  readonly endedNs: number;
  /** Fate code; -1: still on its way when the run ended. */
  readonly fate: number;
  /** Index of the client. */
  readonly client: number;
  readonly messages: readonly RequestMessage[];
  /** Who stopped sending to whom meanwhile. */
  readonly stopped: readonly Turn[];
  /** Who stopped waiting for whose answer to it. */
  readonly gaveUp: readonly Turn[];
  /** Who gave a default answer to it, in place of one from behind; `other` is -1. */
  readonly byDefault: readonly Turn[];
}

/** A stretch in which a request lay in a part and nobody worked on it. */
export interface Wait {
  /** Id of the message that brought it there. */
  readonly message: number;
  readonly fromNs: number;
  readonly untilNs: number;
}

/** Everything a run tells of one request, with the time that it spent waiting. */
export interface RequestDetail extends RequestFacts {
  /** In order of time. */
  readonly waits: readonly Wait[];
}
