import { AS_NODE, type ProgramFunction, type Starter } from '../../model/programFunction';

/** Gossip: what is new goes to every neighbour until it is confirmed. It does Maelstrom's broadcast. */
const GOSSIP: Starter = {
  title: 'Gossip',
  example: `// What is new goes to every neighbour.
const seen = new Set();

function learn(value, from) {
  if (seen.has(value)) return;
  seen.add(value);
  for (const id of node.neighbours)
    if (id !== from) pass(id, value);
}

// Again and again, until it is confirmed.
async function pass(id, value) {
  const body = { type: 'broadcast', message: value };
  const ok = await node.rpc(id, body).catch(() => null);
  if (ok === null) pass(id, value);
}

node.on('broadcast', (msg) => {
  learn(msg.body.message, msg.src);
  node.reply(msg, { type: 'broadcast_ok' });
});
node.on('read', (msg) =>
  node.reply(msg, { type: 'read_ok', messages: [...seen] }));
`,
  pythonExample: `# What is new goes to every neighbour, until it is confirmed.
seen = []

async def tell(other, value):
    try:
        await node.rpc(other, {"type": "broadcast", "message": value})
    except RPCError:
        await tell(other, value)

@node.on("broadcast")
def broadcast(msg):
    value = msg["body"]["message"]
    if value not in seen:
        seen.append(value)
        for other in node.neighbours:
            if other != msg["src"]:
                node.spawn(tell(other, value))
    node.reply(msg, {"type": "broadcast_ok"})

@node.on("read")
def read(msg):
    node.reply(msg, {"type": "read_ok", "messages": seen})
`,
};

/** What a program node begins with: it answers echo messages. */
export const NODE_PROGRAM: ProgramFunction = {
  name: AS_NODE,
  example: `// What this node does with messages.
//   node.on(type, handler)
//   node.reply(msg, body)
//   node.send(to, body)
//   await node.rpc(to, body)
//   node.after(ms, f), node.every(ms, f)
//   node.nodeId, node.nodeIds,
//   node.neighbours, node.storage
//   node.log(text)
let answered = 0;

node.on('echo', (msg) => {
  answered++;
  node.reply(msg, { type: 'echo_ok', echo: msg.body.echo });
});
`,
  pythonExample: `# What this node does with messages.
#   @node.on(type)
#   node.reply(msg, body)
#   node.send(to, body)
#   await node.rpc(to, body)
#   node.after(ms, f), @node.every(ms)
#   node.node_id, node.node_ids,
#   node.neighbours, node.storage
#   node.log(text)
answered = 0

@node.on("echo")
def echo(msg):
    global answered
    answered += 1
    node.reply(msg, {"type": "echo_ok", "echo": msg["body"]["echo"]})
`,
  others: [GOSSIP],
  trial: '[]',
};
