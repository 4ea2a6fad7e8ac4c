import type { ScenarioProgram } from '../../../sim/index';
import type { CodeWord } from '../../ui/code/codeView';

/** What programs that run as nodes have behind `node.`, by language. */
export const NODE_WORDS: Readonly<Record<ScenarioProgram['language'], readonly CodeWord[]>> = {
  javascript: [
    { word: 'on', detail: '(type, handler)', info: 'Handles messages of a type: handler(msg).' },
    { word: 'reply', detail: '(msg, body)', info: 'Answers a message. The body is an object with a type.' },
    { word: 'send', detail: '(dest, body)', info: 'Sends a message to a node, by its name. Nothing tells you whether it arrives.' },
    {
      word: 'rpc',
      detail: '(dest, body, callback?, timeoutMs?)',
      info: 'Asks a node and waits for its answer: await, or callback(error, body).',
    },
    { word: 'after', detail: '(ms, f)', info: 'Calls f once, after this many milliseconds. Returns a number for cancel.' },
    { word: 'every', detail: '(ms, f)', info: 'Calls f again and again. Returns a number for cancel.' },
    { word: 'cancel', detail: '(timer)', info: 'Cancels what after or every has started.' },
    { word: 'nodeId', detail: '', info: 'The name of this node.' },
    { word: 'nodeIds', detail: '', info: 'The names of all nodes of the network, including this one.' },
    { word: 'neighbours', detail: '', info: 'The names of the nodes next to this one, by the topology of the network.' },
    { word: 'log', detail: '(...values)', info: 'Writes a line into the log.' },
    { word: 'now', detail: '()', info: 'The time by the clock of the node, in milliseconds.' },
    { word: 'random', detail: '()', info: 'A number from 0 to 1, drawn by the seed of the run.' },
    { word: 'storage', detail: '.get(name, otherwise), .set(name, value)', info: 'What is kept there survives a crash. Variables do not.' },
  ],
  python: [
    { word: 'on', detail: '(type)', info: 'Handles messages of a type: @node.on("echo").' },
    { word: 'reply', detail: '(msg, body)', info: 'Answers a message. The body is a dict with a type.' },
    { word: 'send', detail: '(dest, body)', info: 'Sends a message to a node, by its name. Nothing tells you whether it arrives.' },
    {
      word: 'rpc',
      detail: '(dest, body, callback, timeout_ms)',
      info: 'Asks a node and waits for its answer: await, or callback(error, body).',
    },
    { word: 'spawn', detail: '(coroutine)', info: 'Starts a coroutine, and goes on meanwhile.' },
    { word: 'after', detail: '(ms, f)', info: 'Calls f once, after this many milliseconds. Returns a number for cancel.' },
    { word: 'every', detail: '(ms, f)', info: 'Calls f again and again. Returns a number for cancel.' },
    { word: 'cancel', detail: '(timer)', info: 'Cancels what after or every has started.' },
    { word: 'node_id', detail: '', info: 'The name of this node.' },
    { word: 'node_ids', detail: '', info: 'The names of all nodes of the network, including this one.' },
    { word: 'neighbours', detail: '', info: 'The names of the nodes next to this one, by the topology of the network.' },
    { word: 'log', detail: '(*values)', info: 'Writes a line into the log, as print does.' },
    { word: 'now', detail: '()', info: 'The time by the clock of the node, in milliseconds.' },
    { word: 'random', detail: '()', info: 'A number from 0 to 1, drawn by the seed of the run.' },
    { word: 'storage', detail: '.get(name, otherwise), .set(name, value)', info: 'What is kept there survives a crash. Variables do not.' },
  ],
};
