import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { parseSync } from 'vite';

/** A node of a syntax tree, as far as the rules look into it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A file of the project; `tree` is null for what is not code. */
export interface SourceFile {
  /** Path from the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: Node | null;
}

/** The files of the project by path. */
export type Project = ReadonlyMap<string, SourceFile>;

/** Something that is not as it has to be. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly banned: string;
  readonly instead: string;
}

/** A rule: everything in the project that breaks it. */
export type Rule = (project: Project) => Violation[];

const CODE = new Set(['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs']);
const BINARY = new Set(['.png', '.ico', '.icns', '.woff2', '.wasm', '.zip', '.gz', '.pdf', '.bin']);

/** A file made of its path and text. Throws when code does not parse, because no rule can say anything about it then. */
export function sourceFile(path: string, text: string): SourceFile {
  if (!CODE.has(extname(path))) return { path, text, tree: null };
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0].message}`);
  return { path, text, tree: parsed.program as unknown as Node };
}

/** A project made of texts by path, for trying out rules. */
export function projectOf(texts: Readonly<Record<string, string>>): Project {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]));
}

/** Every tracked text file below a folder that is a git work tree. */
export function trackedProject(root: string): Project {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const project = new Map<string, SourceFile>();
  for (const path of listed.split('\0')) {
    if (path === '' || BINARY.has(extname(path)) || !existsSync(resolve(root, path))) continue;
    project.set(path, sourceFile(path, readFileSync(resolve(root, path), 'utf8')));
  }
  return project;
}

/** Line of a position in a file, counted from 1. */
export function lineAt(file: SourceFile, position: number): number {
  return file.text.slice(0, position).split('\n').length;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Calls back for a node and everything below it, each with the node above. */
export function walk(node: Node, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, node);
  }
}

/** The name that a node is, or the text of a literal; null for anything else. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name as string;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Whether a file is a test (beside the code, or a whole suite). */
export function isTest(path: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(path);
}

/** A violation as it is shown. */
export function shown(violation: Violation): string {
  return `${violation.path}:${violation.line}: ${violation.banned} is banned, use ${violation.instead}`;
}
