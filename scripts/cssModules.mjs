import { basename } from 'node:path';

/**
 * Classes of features in style sheets (`<feature>.module.css`) are called by the feature, so that no two meet and each can be found:
 * `is-open` of charts is `charts-is-open`; what begins with the feature's name keeps its name.
 * @type {{ localsConvention: 'camelCase'; generateScopedName: (name: string, file: string) => string }}
 */
export const cssModules = {
  localsConvention: 'camelCase',
  generateScopedName: (name, file) => {
    const feature = basename(file.replace(/\?.*$/, '')).replace(/\.module\.css$/, '');
    return name === feature || name.startsWith(`${feature}-`) ? name : `${feature}-${name}`;
  },
};
