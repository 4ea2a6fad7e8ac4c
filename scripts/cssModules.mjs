import { basename } from 'node:path';

/**
 * Classes in style sheets (`<feature>.module.css`, on the board `wire.module.css` and the like) are called by the sheet, so that no two
 * meet and each can be found: `is-open` of charts is `charts-is-open`; what begins with the sheet's name keeps its name.
 * @type {{ localsConvention: 'camelCase'; generateScopedName: (name: string, file: string) => string }}
 */
export const cssModules = {
  localsConvention: 'camelCase',
  generateScopedName: (name, file) => {
    const sheet = basename(file.replace(/\?.*$/, '')).replace(/\.module\.css$/, '');
    return name === sheet || name.startsWith(`${sheet}-`) ? name : `${sheet}-${name}`;
  },
};
