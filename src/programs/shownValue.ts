import { NODE_LIMITS } from './nodeLimits';

/** JavaScript for the sandbox: texts, and texts that are cut short. Needs `apply` and `slice`. */
export const SHORT_TEXTS = `  const text = (value) => (typeof value === 'string' ? value : '');
  const short = (value, most) => (value.length > most ? apply(slice, value, [0, most - 1]) + '\\u2026' : value);`;

/**
 * JavaScript for the sandbox: a value as text. Needs `stringify`, `text`, `apply`, what is called of objects, and how sets and maps are
 * gone through.
 */
export const SHOWN_VALUE = `  function shown(value, depth) {
    if (typeof value === 'string') return stringify(value);
    if (typeof value === 'function') return 'function';
    if (typeof value !== 'object' || value === null) return String(value);
    if (depth > 3) return '\\u2026';
    let out = '';
    let count = 0;
    const add = (item) => {
      if (out.length < ${NODE_LIMITS.shownChars}) out += (count++ === 0 ? '' : ', ') + item();
    };
    if (isArray(value)) {
      for (let i = 0; i < value.length && out.length < ${NODE_LIMITS.shownChars}; i++) add(() => shown(value[i], depth + 1));
      return '[' + out + ']';
    }
    if (value instanceof Set) {
      apply(setForEach, value, [(item) => add(() => shown(item, depth + 1))]);
      return 'Set(' + value.size + ') {' + out + '}';
    }
    if (value instanceof Map) {
      apply(mapForEach, value, [(item, name) => add(() => shown(name, depth + 1) + ' => ' + shown(item, depth + 1))]);
      return 'Map(' + value.size + ') {' + out + '}';
    }
    if (value instanceof Error) return text(value.name) + ': ' + text(value.message);
    const made = getPrototypeOf(value);
    const sort = made === null || made === Object.prototype ? '' : text(made.constructor?.name) + ' ';
    for (const name of keys(value)) add(() => name + ': ' + shown(value[name], depth + 1));
    return sort + '{' + out + '}';
  }`;
