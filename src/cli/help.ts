const GENERAL = `Faultboard, a breadboard for distributed systems: the command line.

Usage
  faultboard run FILE [options]     run a scenario and print its figures
  faultboard validate FILE...       check scenario files
  faultboard schema                 print the JSON Schema of scenario files
  faultboard kinds [--markdown]     describe every kind of part and its fields
  faultboard help COMMAND           more about one command
  faultboard --version

FILE may be - for standard input.
Exit codes: 0 fine, 1 a check failed, 2 bad input.
`;

const TOPICS: Readonly<Record<string, string>> = {
  run: `faultboard run FILE [options]

  --seed N                 use this seed in place of the file's (0 to 4294967295)
  --until TIME             stop after this simulated time: 30s, 500ms, 2m
  --set NODE.PARAM=VALUE   change a field for this run, such as W1.concurrency=8; may be repeated
  --lookup KEY@NODE        show what a store knows of a profile at the end, such as peter@DB1; may be repeated
  --log                    print the log: W1 received "alexandra"
  --json                   print one JSON object with all figures

The same file, seed and engine version give the same traceHash on every machine.
Exit codes: 0 fine, 1 a check failed, 2 bad input.
`,
  validate: 'faultboard validate FILE...\n\nSays of each file whether it is a valid scenario, or what is wrong, where, and what to do. Exit codes: 0 all valid, 2 some are not.\n',
  schema: 'faultboard schema\n\nPrints the JSON Schema (draft 2020-12) of scenario files, for editors that complete and check.\n',
  kinds: 'faultboard kinds [--markdown]\n\nDescribes every kind of part: fields with units, ranges and defaults, and what it models and leaves out.\n',
};

/** The help text of a command, or the general one. */
export function helpText(topic: string): string {
  return TOPICS[topic] ?? GENERAL;
}
