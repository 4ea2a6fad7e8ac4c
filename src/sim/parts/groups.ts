/**
 * Colours that groups can have. Each has a value in every theme (`tokens.css` of the window), so that a group picks one and brings no
 * styles along; `slate` and `brick` are free.
 */
export const GROUP_COLOURS = ['blue', 'violet', 'olive', 'teal', 'amber', 'pink', 'slate', 'brick'] as const;
/** The name of such a colour. */
export type GroupColour = (typeof GROUP_COLOURS)[number];

/** A group of the palette: kinds that are of one sort. It only says where they stand and what colour they have, never what they can do. */
export interface KindGroup {
  readonly title: string;
  readonly colour: GroupColour;
}
