import { message } from '../../messages/message';

/** Texts about editing: one place, ready to be translated. */
export const strings = {
  copied: message<{ count: number }>('{count, plural, one {# part} other {# parts}} copied.'),
  pasteParts: message<{ count: number }>('Paste {count, plural, one {# part} other {# parts}}'),
  groupParts: message<{ count: number }>('Group {count, plural, one {# part} other {# parts}}'),
  dissolve: message<{ count: number; title: string }>('Dissolve {count, plural, one {{title}} other {# groups}}'),
  nothingToPaste: 'There are no parts on the clipboard; copy some first.',
} as const;
