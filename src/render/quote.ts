const MOST_QUOTED = 160;

/** Other people's words inside an answer: control, bidirectional and invisible characters shown, one line, capped. */
export const quote = (text: string, most = MOST_QUOTED): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const visible = line.replaceAll(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
  return visible.length > most ? `${visible.slice(0, most - 1)}…` : visible;
};

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
