const UNITS = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const;

/** Length in milliseconds of a duration of the document, such as PT15M; those have no years and months. */
export const milliseconds = (duration: string): number =>
  [...duration.matchAll(/(\d{1,6})([WDHMS])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * unitOf(unit), 0);

/** The shortest way to write a length of whole seconds: PT15M. Null when it is none, or longer than the document allows. */
export const durationOf = (seconds: number): string | null => {
  if (!Number.isSafeInteger(seconds) || seconds <= 0 || seconds > 99_999 * 86_400) return null;
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const time = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : '', rest > 0 ? `${rest}S` : ''].join('');
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
};

const unitOf = (unit: string | undefined): number =>
  unit === 'W' ? UNITS.W : unit === 'D' ? UNITS.D : unit === 'H' ? UNITS.H : unit === 'M' ? UNITS.M : UNITS.S;
