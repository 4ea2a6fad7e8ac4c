import { NODE_LIMITS } from './nodeLimits';
import { SHORT_TEXTS, SHOWN_VALUE } from './shownValue';

/**
 * Runs in the sandbox before a learner's program that is a node: gives it the words of Maelstrom's nodes, and takes away what leads to the
 * world outside. Its value are functions that the host calls. What they tell is lines, each with a letter for what it is and parts of JSON
 * between tabs, neither of which JSON itself can hold: so nothing that a program sends can pass for something else.
 */
export const NODE_HARNESS = `(function () {
  'use strict';
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { imul, floor } = Math;
  const { slice, charCodeAt } = String.prototype;
  const { then } = Promise.prototype;
  const Internal = InternalError;
  const Reply = Promise;
  const global = globalThis;
  const evaluate = eval;
  const { isArray } = Array;
  const { getPrototypeOf, keys, defineProperty } = Object;
  const setForEach = Set.prototype.forEach;
  const mapForEach = Map.prototype.forEach;

  let told = '';
  let sent = 0;
  let logged = 0;
  let clockMs = 0;
  let seed = 0;
  let nextTimer = 0;
  let timerCount = 0;
  let nextMessage = 0;
  const handlers = { __proto__: null };
  const timers = { __proto__: null };
  const waiting = { __proto__: null };
  const stored = { __proto__: null };
  const tell = (line) => { told += line + '\\n'; };

  Math.random = function random() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const hide = (name, value) => defineProperty(global, name, { value, writable: true, configurable: true });
  const without = (name, sentence) => hide(name, function () { throw new Error(sentence); });
  for (const name of ['fetch', 'require', 'XMLHttpRequest']) without(name, 'there is no network and there are no files here');
  for (const name of ['BigInt', 'BigInt64Array', 'BigUint64Array'])
    without(name, 'there are no BigInts here; Math.imul and >>> 0 keep numbers to 32 bits');
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry']) delete global[name];
  for (const name of ['getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64']) delete DataView.prototype[name];
  for (const name of Object.getOwnPropertyNames(Array.prototype)) {
    const original = Array.prototype[name];
    if (typeof original !== 'function' || name === 'constructor') continue;
    hideOn(Array.prototype, name, function (...args) {
      if (this != null && this.length > 1e5) throw new RangeError('a list of ' + this.length + ' entries is too long here');
      return apply(original, this, args);
    });
  }
  function hideOn(object, name, value) { defineProperty(object, name, { value, writable: true, configurable: true }); }

  /** A date can be had of the node's own clock only. */
  const Clock = function Date() { throw new Error('there is no calendar here; Date.now() and node.now() tell the time of the node'); };
  Clock.now = () => floor(clockMs);
  hide('Date', Clock);

${SHORT_TEXTS}
  const shownThrown = (thrown) => {
    try {
      return stringify(thrown) ?? String(thrown);
    } catch (error) {
      return 'something that cannot be shown';
    }
  };

  /** A mistake: its name, words and stack, and whether it is a limit of the interpreter itself. */
  function mistake(thrown) {
    let line;
    try {
      const isError = (typeof thrown === 'object' || typeof thrown === 'function') && thrown !== null && 'message' in thrown;
      const words = isError ? String(thrown.message) : 'it threw ' + shownThrown(thrown);
      const sort = isError && thrown instanceof Internal ? 'InternalError' : '';
      const stack = isError ? text(thrown.stack) : '';
      const parts = [isError ? text(thrown.name) : '', short(words, 200), apply(slice, stack, [0, 2000]), sort];
      line = 'p' + stringify(parts[0]) + '\\t' + stringify(parts[1]) + '\\t' + stringify(parts[2]) + '\\t' + stringify(parts[3]);
    } catch (error) {
      line = 'p""\\t"it threw something that cannot be shown"\\t""\\t""';
    }
    tell(line);
  }

  class RPCError extends Error {
    constructor(code, words) {
      super(words);
      this.name = 'RPCError';
      this.code = code;
    }
    static timeout(words) { return new RPCError(0, words); }
    static nodeNotFound(words) { return new RPCError(1, words); }
    static notSupported(words) { return new RPCError(10, words); }
    static temporarilyUnavailable(words) { return new RPCError(11, words); }
    static malformedRequest(words) { return new RPCError(12, words); }
    static crash(words) { return new RPCError(13, words); }
    static abort(words) { return new RPCError(14, words); }
    static keyDoesNotExist(words) { return new RPCError(20, words); }
    static keyAlreadyExists(words) { return new RPCError(21, words); }
    static preconditionFailed(words) { return new RPCError(22, words); }
    static txnConflict(words) { return new RPCError(30, words); }
  }
  hide('RPCError', RPCError);

  function wanted(value, type, what) {
    if (typeof value !== type) throw new TypeError(what);
    return value;
  }

  function post(dest, body, answers, extra) {
    wanted(dest, 'string', 'send to a node by its name, a text: node.send("n2", body)');
    if (typeof body !== 'object' || body === null) throw new TypeError('a message is an object with a type: { type: "echo_ok" }');
    const json = stringify(extra === null ? body : { ...body, ...extra });
    if (json === undefined || json[0] !== '{' || typeof parse(json).type !== 'string')
      throw new TypeError('a message is an object with a type: { type: "echo_ok" }');
    if (json.length > ${NODE_LIMITS.messageChars})
      throw new RangeError('a message of ' + json.length + ' characters is too large; ${NODE_LIMITS.messageChars} are allowed');
    if (++sent > ${NODE_LIMITS.messages}) throw new RangeError('more than ${NODE_LIMITS.messages} messages at once are too many');
    tell('s' + stringify(dest) + '\\t' + answers + '\\t' + json);
  }

  function log() {
    if (++logged > ${NODE_LIMITS.logLines}) return;
    let line = '';
    for (let i = 0; i < arguments.length; i++)
      line += (i === 0 ? '' : ' ') + (typeof arguments[i] === 'string' ? arguments[i] : shown(arguments[i], 0));
    const isLast = logged === ${NODE_LIMITS.logLines};
    tell('l' + stringify(isLast ? 'more lines at this moment are left out' : short(line, ${NODE_LIMITS.logChars})));
  }

  function setTimer(ms, f, again) {
    if (!(ms >= 0 && ms <= 1e12)) throw new RangeError('a time is a number of milliseconds from 0 on');
    wanted(f, 'function', 'say what is to be done: node.after(100, () => ...)');
    if (timerCount >= ${NODE_LIMITS.timers}) throw new RangeError('more than ${NODE_LIMITS.timers} timers at once are too many');
    const timer = ++nextTimer;
    timerCount++;
    timers[timer] = { f, again: again ? ms : -1 };
    tell('t' + timer + '\\t' + ms);
    return timer;
  }

  function cancel(timer) {
    if (timers[timer] === undefined) return;
    delete timers[timer];
    timerCount--;
    tell('c' + timer);
  }

  const node = {
    nodeId: '',
    nodeIds: [],
    neighbours: [],
    on(type, handler) {
      wanted(type, 'string', 'say which messages: node.on("echo", (msg) => ...)');
      handlers[type] = wanted(handler, 'function', 'say what is to be done: node.on("' + type + '", (msg) => ...)');
    },
    send(dest, body) { post(dest, body, 0, null); },
    reply(msg, body) {
      const to = msg == null ? undefined : msg.body;
      if (typeof to !== 'object' || to === null) throw new TypeError('reply to a message that has come: node.reply(msg, body)');
      post(msg.src, body, typeof msg.id === 'number' ? msg.id | 0 : 0, to.msg_id === undefined ? null : { in_reply_to: to.msg_id });
    },
    rpc(dest, body, callback, timeoutMs = ${NODE_LIMITS.rpcTimeoutMs}) {
      const id = ++nextMessage;
      post(dest, body, 0, { msg_id: id });
      const ask = (done, fail) => {
        const timer = setTimer(timeoutMs, () => {
          delete waiting[id];
          fail(new RPCError(0, 'no answer from ' + dest + ' within ' + timeoutMs + ' ms'));
        }, false);
        waiting[id] = { done, fail, timer };
      };
      if (typeof callback !== 'function') return new Reply(ask);
      ask((reply) => callback(null, reply), (error) => callback(error, null));
      return undefined;
    },
    after(ms, f) { return setTimer(ms, f, false); },
    every(ms, f) { return setTimer(ms, f, true); },
    cancel,
    log,
    now() { return clockMs; },
    random() { return Math.random(); },
    storage: {
      get(name, or) { return stored[name] === undefined ? or : parse(stored[name]); },
      set(name, value) {
        const json = stringify(value);
        if (json === undefined) throw new TypeError('only what JSON has can be stored');
        stored[String(name)] = json;
        tell('k' + stringify(String(name)) + '\\t' + json);
      },
      delete(name) {
        delete stored[String(name)];
        tell('k' + stringify(String(name)) + '\\t');
      },
      keys() { return keys(stored); },
    },
  };
  node.neighbors = node.neighbours;
  hide('node', node);
  hide('print', log);
  hide('console', { log, info: log, warn: log, error: log, debug: log });
  hide('setTimeout', (f, ms = 0) => setTimer(ms, f, false));
  hide('setInterval', (f, ms = 0) => setTimer(ms, f, true));
  hide('clearTimeout', cancel);
  hide('clearInterval', cancel);

  function refuse(msg, error) {
    const isOwn = error instanceof RPCError;
    if (!isOwn) mistake(error);
    if (msg === null || msg.body.msg_id === undefined) return;
    try {
      const words = short(String(error === null || error === undefined ? error : error.message), 200);
      const body = { type: 'error', code: isOwn ? error.code : 13, text: words };
      post(msg.src, body, msg.id, { in_reply_to: msg.body.msg_id });
    } catch (again) {
      mistake(again);
    }
  }

  function run(msg, f, args) {
    try {
      const result = apply(f, node, args);
      if (result instanceof Reply) apply(then, result, [undefined, (error) => refuse(msg, error)]);
    } catch (error) {
      refuse(msg, error);
    }
  }

  function begin(given) {
    const start = parse(given);
    clockMs = start.clockMs;
    seed = start.seed;
    nextMessage = start.life * 1e6;
    node.nodeId = start.nodeId;
    node.nodeIds = start.nodeIds;
    node.neighbours = node.neighbors = start.neighbours;
    for (const name of keys(start.storage)) stored[name] = start.storage[name];
  }

  function started() {
    const init = handlers.init;
    const body = { type: 'init', node_id: node.nodeId, node_ids: node.nodeIds };
    if (init !== undefined) run(null, init, [{ id: 0, src: node.nodeId, dest: node.nodeId, body }]);
  }

  function message(given) {
    const { src, body, id, clockMs: now } = parse(given);
    clockMs = now;
    const msg = { id, src, dest: node.nodeId, body };
    const asked = typeof body.in_reply_to !== 'number' ? undefined : waiting[body.in_reply_to];
    if (asked !== undefined) {
      delete waiting[body.in_reply_to];
      cancel(asked.timer);
      run(null, body.type === 'error' ? () => asked.fail(new RPCError(body.code, body.text)) : () => asked.done(body), []);
      return;
    }
    const handler = handlers[body.type];
    if (handler !== undefined) run(msg, handler, [msg, body]);
    else if (body.msg_id !== undefined && body.in_reply_to === undefined)
      refuse(msg, new RPCError(10, node.nodeId + ' has no handler for ' + body.type));
  }

  function timer(given) {
    const { timer, clockMs: now } = parse(given);
    clockMs = now;
    const due = timers[timer];
    if (due === undefined) return;
    if (due.again >= 0) tell('t' + timer + '\\t' + due.again);
    else {
      delete timers[timer];
      timerCount--;
    }
    run(null, due.f, []);
  }

${SHOWN_VALUE}

  /** Variables by the names that the text of the program has for them. */
  function variables(given) {
    let out = '';
    for (const name of parse(given)) {
      let value;
      try {
        value = evaluate(name);
      } catch (error) {
        continue;
      }
      if (typeof value === 'function') continue;
      let line;
      try {
        line = short(shown(value, 0), ${NODE_LIMITS.shownChars});
      } catch (error) {
        line = 'something that cannot be shown';
      }
      out += 'v' + stringify(name) + '\\t' + stringify(line) + '\\n';
    }
    return out;
  }

  function take() {
    const lines = told;
    told = '';
    sent = 0;
    logged = 0;
    return lines;
  }

  return { __proto__: null, begin, started, message, timer, variables, take, mistake };
})()`;
