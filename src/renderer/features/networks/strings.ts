/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Networks',
  join: 'Put the selected parts into a network',
  leave: 'Take the selected parts out of their network',
  joined: (parts: string, network: string): string => `Put ${parts} into ${network}`,
  left: (parts: string): string => `Take ${parts} out of the network`,
} as const;
