import { AS_NODE, type ProgramFunction } from '../../model/programFunction';

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
  trial: '[]',
};
