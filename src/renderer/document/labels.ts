/** A label has so many characters at most, as a reader counts them. */
export const MOST_LABEL_CHARACTERS = 60;
